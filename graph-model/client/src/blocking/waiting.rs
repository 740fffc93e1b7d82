//! Waiting between requests, for code without `async`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::waiting::{Limits, Wait};

/// How a blocking [`Client`](super::Client) waits between requests, and when it gives up.
///
/// It waits with the function that it is given, such as `std::thread::sleep`. By default it waits
/// two seconds between requests, unless the service sends `Retry-After`, and two minutes in all.
///
/// ```
/// use std::time::Duration;
///
/// use graph_client::blocking::Waiting;
///
/// let waiting = Waiting::new(std::thread::sleep)
///     .every(Duration::from_secs(5))
///     .at_most(Duration::from_secs(600));
/// ```
#[derive(Clone)]
pub struct Waiting {
    sleep: Arc<dyn Fn(Duration) + Send + Sync>,
    limits: Limits,
}

impl Waiting {
    /// Waits with this function.
    pub fn new(sleep: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self {
            sleep: Arc::new(sleep),
            limits: Limits::default(),
        }
    }

    /// Waits this long between requests, if the service sends no `Retry-After`.
    #[must_use]
    pub fn every(mut self, interval: Duration) -> Self {
        self.limits.interval = interval;
        self
    }

    /// Waits at most this long in all, and at most 1,000 times; see
    /// [`at_most`](crate::Waiting::at_most) of the asynchronous client.
    #[must_use]
    pub fn at_most(mut self, limit: Duration) -> Self {
        self.limits.limit = limit;
        self
    }

    pub(crate) fn sleep(&self, duration: Duration) {
        (self.sleep)(duration);
    }

    pub(crate) fn start(&self) -> Wait {
        self.limits.start()
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
