//! What a batch was answered with: one outcome for each of its requests.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::Ticket;
use super::document::Reply;
use crate::answer::Answer;
use crate::request::{RequestError, SendError};
use crate::response::ResponseError;

/// What became of one request.
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
}

/// The answers to a batch, read by the tickets of its requests.
#[derive(Debug)]
#[must_use = "each request may have failed"]
pub struct BatchAnswers<E> {
    outcomes: Vec<Option<Outcome>>,
    failures: Vec<Arc<SendError<E>>>,
    identity: Arc<()>,
}

impl<E> BatchAnswers<E> {
    pub(super) fn new(
        outcomes: Vec<Option<Outcome>>,
        failures: Vec<SendError<E>>,
        identity: Arc<()>,
    ) -> Self {
        Self {
            outcomes,
            failures: failures.into_iter().map(Arc::new).collect(),
            identity,
        }
    }

    /// The answer to the request of this ticket.
    ///
    /// # Errors
    ///
    /// When there is no answer, or when it is an error or none of an `A`.
    pub fn get<A: Answer>(&self, ticket: &Ticket<A>) -> Result<A, BatchError<E>> {
        if !Arc::ptr_eq(&self.identity, &ticket.id.batch) {
            return Err(BatchError::OtherBatch);
        }
        match self.outcomes.get(ticket.id.number).and_then(Option::as_ref) {
            Some(Outcome::Answered(reply)) => {
                A::from_answer(reply.status, &reply.headers, &reply.body)
                    .map_err(BatchError::Response)
            }
            Some(Outcome::NotBuilt(error)) => Err(BatchError::Request(error.clone())),
            Some(Outcome::Dependency) => Err(BatchError::Dependency),
            Some(Outcome::PartFailed(failure)) => Err(match self.failures.get(*failure) {
                Some(error) => BatchError::Part(Arc::clone(error)),
                None => BatchError::Unanswered,
            }),
            Some(Outcome::Unanswered) | None => Err(BatchError::Unanswered),
        }
    }
}

/// Why one request of a batch gave no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum BatchError<E> {
    /// The request could not be built, so that it was left out of the batch.
    Request(RequestError),
    /// The service refused this request, or its answer could not be read.
    Response(ResponseError),
    /// A request that this one depends on did not succeed, so that it was not sent.
    Dependency,
    /// The part of the batch that held the request failed as a whole.
    Part(Arc<SendError<E>>),
    /// The service answered the batch, but not this request.
    Unanswered,
    /// The ticket is that of another batch.
    OtherBatch,
}

impl<E: fmt::Display> fmt::Display for BatchError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => write!(f, "the request could not be built: {error}"),
            Self::Response(error) => error.fmt(f),
            Self::Dependency => f.write_str("a request that this one depends on did not succeed"),
            Self::Part(error) => write!(f, "the batch failed: {error}"),
            Self::Unanswered => f.write_str("the service did not answer this request of the batch"),
            Self::OtherBatch => f.write_str("the ticket is that of another batch"),
        }
    }
}

impl<E: Error + 'static> Error for BatchError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Request(error) => Some(error),
            Self::Part(error) => Some(error.as_ref()),
            // Its text is the whole text of this error.
            Self::Response(error) => error.source(),
            Self::Dependency | Self::Unanswered | Self::OtherBatch => None,
        }
    }
}
