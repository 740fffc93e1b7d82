//! The responses to a batch: one outcome for each of its requests.

use std::sync::Arc;

use super::document::Reply;
use super::error::BatchError;
use super::ticket::Ticket;
use crate::http::{FromResponse, RequestError, SendError};

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
}

/// The responses to a batch, read by the tickets of its requests.
#[derive(Debug)]
#[must_use = "each request may have failed"]
pub struct BatchResponses<E> {
    outcomes: Vec<Option<Outcome>>,
    failures: Vec<Arc<SendError<E>>>,
    identity: Arc<()>,
}

impl<E> BatchResponses<E> {
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

    /// The response to the request of this ticket.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response, or if the response is an error or is not an `A`.
    pub fn get<A: FromResponse>(&self, ticket: &Ticket<A>) -> Result<A, BatchError<E>> {
        let Some(number) = ticket.number_in(&self.identity) else {
            return Err(BatchError::OtherBatch);
        };
        match self.outcomes.get(number).and_then(Option::as_ref) {
            Some(Outcome::Answered(reply)) => {
                A::from_parts(reply.status, &reply.headers, &reply.body)
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
