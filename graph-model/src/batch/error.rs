//! The reason why one request of a batch failed.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::http::{RequestError, ResponseError, SendError};

/// The reason why one request of a batch failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum BatchError<E> {
    /// The request could not be built, so it was left out of the batch.
    Request(RequestError),
    /// The service refused this request, or its response could not be read.
    Response(ResponseError),
    /// A request that this one depends on did not succeed, so this one was not sent.
    Dependency,
    /// The part of the batch that held the request failed as a whole.
    Part(Arc<SendError<E>>),
    /// The service responded to the batch, but not to this request.
    Unanswered,
    /// The ticket belongs to another batch.
    OtherBatch,
}

impl<E> fmt::Display for BatchError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(_) => f.write_str("the request could not be built"),
            Self::Response(error) => error.fmt(f),
            Self::Dependency => f.write_str("a request that this one depends on did not succeed"),
            Self::Part(_) => f.write_str("the part of the batch with this request failed"),
            Self::Unanswered => {
                f.write_str("the service did not respond to this request of the batch")
            }
            Self::OtherBatch => f.write_str("the ticket belongs to another batch"),
        }
    }
}

impl<E: Error + 'static> Error for BatchError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Request(error) => Some(error),
            Self::Part(error) => Some(error.as_ref()),
            // This error has the message of the inner one, so its source is the source of the inner
            // one.
            Self::Response(error) => error.source(),
            Self::Dependency | Self::Unanswered | Self::OtherBatch => None,
        }
    }
}
