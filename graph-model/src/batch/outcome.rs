//! The outcome of one request of a batch.

use http::StatusCode;

use super::document::Reply;
use crate::http::{RequestError, RetryAfter, SendError};

/// The outcome of one request.
#[derive(Debug)]
pub(super) enum Outcome {
    NotBuilt(RequestError),
    Answered(Reply),
    Unanswered,
    Dependency,
    /// The number of the failure.
    PartFailed(usize),
}

impl Outcome {
    pub(super) fn is_success(&self) -> bool {
        matches!(self, Self::Answered(reply) if reply.status.is_success())
    }

    /// Whether the request was not carried out because another one did not succeed.
    pub(super) fn is_failed_dependency(&self) -> bool {
        match self {
            Self::Answered(reply) => reply.status == StatusCode::FAILED_DEPENDENCY,
            other => matches!(other, Self::Dependency),
        }
    }
}

/// The response of a service that was too busy to carry out a request.
pub(super) struct Busy {
    pub retry_after: Option<RetryAfter>,
}

impl Busy {
    /// Reads the reply to one request, unless it has another reason.
    pub(super) fn of_reply(reply: &Reply) -> Option<Self> {
        Self::of(reply.status, RetryAfter::in_headers(&reply.headers))
    }

    /// Reads the error of a whole part, unless it has another reason.
    pub(super) fn of_error<E>(error: &SendError<E>) -> Option<Self> {
        let error = error.service()?;
        Self::of(error.status, error.retry_after)
    }

    /// A service that responds with 503 may have carried out the request. With `Retry-After` it has
    /// not.
    fn of(status: StatusCode, retry_after: Option<RetryAfter>) -> Option<Self> {
        let is_busy = status == StatusCode::TOO_MANY_REQUESTS
            || (status == StatusCode::SERVICE_UNAVAILABLE && retry_after.is_some());
        is_busy.then_some(Self { retry_after })
    }
}
