//! Waiting between requests: how, how long, and for how long in all.

use std::fmt;
use std::time::{Duration, SystemTime};

use graph_model::http::RetryAfter;

use crate::error::WaitError;

/// How to wait between requests, and when to give up.
///
/// It waits with the function that it is given: `tokio::time::sleep` for a
/// [`Client`](crate::Client), or `std::thread::sleep` for a
/// [`blocking::Client`](crate::blocking::Client). Without other settings it waits two seconds
/// between requests, unless the service names a time in `Retry-After`, and two minutes in all.
///
/// ```
/// use std::time::Duration;
///
/// use graph_client::Waiting;
///
/// let waiting = Waiting::new(std::thread::sleep)
///     .every(Duration::from_secs(5))
///     .at_most(Duration::from_secs(600));
/// ```
#[derive(Clone)]
pub struct Waiting<S> {
    pub(crate) sleep: S,
    interval: Duration,
    limit: Duration,
}

impl<S> Waiting<S> {
    /// Waits with this function.
    pub fn new(sleep: S) -> Self {
        Self {
            sleep,
            interval: Duration::from_secs(2),
            limit: Duration::from_mins(2),
        }
    }

    /// Waits this long between requests, if the service names no time.
    #[must_use]
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Waits at most this long in all. The time that the requests take is not counted. An upload
    /// may wait this long between two parts that arrive.
    #[must_use]
    pub fn at_most(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    pub(crate) fn start(&self) -> Wait {
        Wait {
            interval: self.interval,
            limit: self.limit,
            waited: Duration::ZERO,
            waits: 0,
        }
    }
}

impl<S> fmt::Debug for Waiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("interval", &self.interval)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
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

/// The number of waits after which even waits of no time come to an end.
const MOST_WAITS: u32 = 1_000;

impl Wait {
    /// The next wait, unless the limit would be exceeded.
    pub(crate) fn next(&mut self, asked: Option<RetryAfter>) -> Result<Duration, Expired> {
        let asked = asked.map(|asked| asked.delay_from(SystemTime::now()));
        self.pause(asked.unwrap_or(self.interval))
    }

    /// Starts anew, after something has made progress.
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
