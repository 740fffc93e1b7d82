//! The time at which to send a request again.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// The value of `Retry-After` (RFC 9110, section 10.2.3): a time span, which Graph may give in fractions of
/// a second, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// Wait this long.
    Delay(Duration),
    /// Wait until this time.
    At(SystemTime),
}

impl RetryAfter {
    /// Returns the time to wait, counted from `now`.
    #[must_use]
    pub fn delay_from(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::At(time) => time.duration_since(now).unwrap_or_default(),
        }
    }

    /// Returns the time in the headers of a response, if they name one.
    #[must_use]
    pub fn in_headers(headers: &HeaderMap) -> Option<Self> {
        Self::parse(headers.get(RETRY_AFTER)?.to_str().ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(seconds) = text.parse::<f64>() {
            let is_delay = seconds >= 0.0 && seconds.is_finite();
            // A time span that is too long to be represented is a long one all the same.
            let delay = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
            return is_delay.then_some(Self::Delay(delay));
        }
        httpdate::parse_http_date(text).ok().map(Self::At)
    }
}
