//! Responses to requests that a service completes later.
//!
//! OData Protocol 4.01, sections 8.2.8.8 (`respond-async`), 9.1.3 (202 Accepted) and 11.6
//! (asynchronous requests).

use std::fmt;

use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use super::error::ResponseError;
use super::from_response::{FromResponse, header};
use super::retry_after::RetryAfter;

/// The response to a request that a service may complete later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion<A> {
    /// The service has completed the request.
    Done(A),
    /// The service has accepted the request (202 Accepted), and is still working on it.
    Accepted(Accepted),
}

/// The acceptance of a request that a service completes later (202 Accepted).
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The URL that reports the progress: the status monitor resource. It may be on another host;
    /// do not send the token there.
    pub monitor: Option<String>,
    /// The time at which to ask for the progress.
    pub retry_after: Option<RetryAfter>,
}

/// Leaves out the URL, which may be pre-authenticated.
impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("has_monitor", &self.monitor.is_some())
            .field("retry_after", &self.retry_after)
            .finish()
    }
}

#[diagnostic::do_not_recommend]
impl<A: FromResponse> FromResponse for Completion<A> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        if status != StatusCode::ACCEPTED {
            return A::from_parts(status, headers, body).map(Self::Done);
        }
        Ok(Self::Accepted(Accepted {
            monitor: header(headers, LOCATION.as_str()),
            retry_after: RetryAfter::in_headers(headers),
        }))
    }
}
