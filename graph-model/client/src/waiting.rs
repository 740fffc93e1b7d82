//! Waiting between requests: the function that waits, the time between requests, and the limit.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use graph_model::http::RetryAfter;

use crate::error::WaitError;
use crate::transport::BoxFuture;

/// A function that waits in asynchronous code, such as `tokio::time::sleep`.
///
/// Every function that takes a [`Duration`] and returns a future without output is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not wait in asynchronous code",
    label = "not an asynchronous wait",
    note = "pass the function that waits in your runtime, such as `tokio::time::sleep`",
    note = "`std::thread::sleep` is for a `graph_client::blocking::Waiting`"
)]
pub trait Sleep: Send + Sync {
    /// Waits this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

#[diagnostic::do_not_recommend]
impl<S, F> Sleep for S
where
    S: Fn(Duration) -> F + Send + Sync,
    F: Future<Output = ()> + Send + 'static,
{
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(self(duration))
    }
}

/// How an asynchronous [`Client`](crate::Client) waits between requests, and when it gives up.
///
/// It waits with the function that it is given, such as `tokio::time::sleep`. By default it waits
/// two seconds between requests, unless the service sends `Retry-After`, and two minutes in all. A
/// blocking client has its own [`blocking::Waiting`](crate::blocking::Waiting).
///
/// ```
/// use std::time::Duration;
///
/// use graph_client::Waiting;
///
/// let waiting = Waiting::new(tokio::time::sleep)
///     .every(Duration::from_secs(5))
///     .at_most(Duration::from_secs(600));
/// ```
#[derive(Clone)]
pub struct Waiting {
    sleep: Arc<dyn Sleep>,
    limits: Limits,
}

impl Waiting {
    /// Waits with this function.
    pub fn new(sleep: impl Sleep + 'static) -> Self {
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

    /// Waits at most this long in all. The time that the requests take is not counted. In an
    /// upload, the limit starts again whenever further bytes have arrived. Waiting also ends after
    /// 1,000 waits, so a service that asks for waits of zero seconds does not keep a client busy
    /// forever.
    #[must_use]
    pub fn at_most(mut self, limit: Duration) -> Self {
        self.limits.limit = limit;
        self
    }

    pub(crate) async fn sleep(&self, duration: Duration) {
        self.sleep.sleep(duration).await;
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

/// The time between requests, and the time to wait in all.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub interval: Duration,
    pub limit: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(2),
            limit: Duration::from_secs(120),
        }
    }
}

impl Limits {
    pub(crate) fn start(&self) -> Wait {
        Wait {
            interval: self.interval,
            limit: self.limit,
            waited: Duration::ZERO,
            waits: 0,
        }
    }
}

/// The limit was reached.
#[derive(Debug)]
pub(crate) struct Expired {
    pub waited: Duration,
}

impl From<Expired> for WaitError {
    fn from(Expired { waited }: Expired) -> Self {
        Self::Expired { waited }
    }
}

/// The waits so far.
pub(crate) struct Wait {
    interval: Duration,
    limit: Duration,
    waited: Duration,
    waits: u32,
}

/// The number of waits after which waiting ends, even if each wait is zero seconds long.
const MOST_WAITS: u32 = 1_000;

impl Wait {
    /// The next wait, unless the limit would be exceeded.
    pub(crate) fn next(&mut self, asked: Option<RetryAfter>) -> Result<Duration, Expired> {
        let asked = asked.map(|asked| asked.delay_from(SystemTime::now()));
        self.pause(asked.unwrap_or(self.interval))
    }

    /// Starts the limit again, after further bytes have arrived.
    pub(crate) fn restart(&mut self) {
        (self.waited, self.waits) = (Duration::ZERO, 0);
    }

    /// The time to wait if the service names none.
    pub(crate) fn interval(&self) -> Duration {
        self.interval
    }

    /// A wait of this length, unless the limit would be exceeded.
    pub(crate) fn pause(&mut self, delay: Duration) -> Result<Duration, Expired> {
        let waited = self.waited.saturating_add(delay);
        self.waits += 1;
        if waited > self.limit || self.waits > MOST_WAITS {
            return Err(Expired {
                waited: self.waited,
            });
        }
        self.waited = waited;
        Ok(delay)
    }
}
