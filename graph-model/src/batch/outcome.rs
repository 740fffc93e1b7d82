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

/// A service that was too busy for a request, and has not carried it out.
pub(super) struct Busy {
    pub retry_after: Option<RetryAfter>,
}

impl Busy {
    /// Whether the reply says so.
    pub(super) fn of_reply(reply: &Reply) -> Option<Self> {
        Self::of(reply.status, RetryAfter::in_headers(&reply.headers))
    }

    /// Whether the error of a whole part says so.
    pub(super) fn of_error<E>(error: &SendError<E>) -> Option<Self> {
        let error = error.service()?;
        Self::of(error.status, error.retry_after)
    }

    /// A service that is unavailable may have carried the request out, unless it says when to come
    /// back.
    fn of(status: StatusCode, retry_after: Option<RetryAfter>) -> Option<Self> {
        let is_busy = status == StatusCode::TOO_MANY_REQUESTS
            || (status == StatusCode::SERVICE_UNAVAILABLE && retry_after.is_some());
        is_busy.then_some(Self { retry_after })
    }
}
