//! Faults on demand.

use std::collections::VecDeque;

use super::reply::Reply;

/// A fault of a [`Service`](super::Service), instead of the real response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The service responds with this status, and with `Retry-After` unless `retry_after` is empty.
    /// The request is not carried out.
    Status {
        /// The status.
        status: u16,
        /// The value of `Retry-After`.
        retry_after: String,
    },
    /// The connection breaks while the request is sent. Half of a part of an upload arrives. Any
    /// other request is not carried out.
    BrokenRequest,
    /// The request is carried out, and the connection breaks before the response arrives.
    LostResponse,
}

impl Fault {
    /// 429 Too Many Requests, with this time in `Retry-After`.
    #[must_use]
    pub fn throttled(retry_after: &str) -> Self {
        Self::Status {
            status: 429,
            retry_after: retry_after.to_owned(),
        }
    }

    /// The response, unless the connection breaks.
    pub(super) fn reply(&self) -> Option<Reply> {
        let Self::Status {
            status,
            retry_after,
        } = self
        else {
            return None;
        };
        let code = match status {
            429 => "TooManyRequests",
            503 => "ServiceUnavailable",
            _ => "GeneralException",
        };
        let reply = Reply::error(*status, code, "Come back later.");
        Some(if retry_after.is_empty() {
            reply
        } else {
            reply.with("Retry-After", retry_after)
        })
    }
}

/// The faults of later requests.
#[derive(Default)]
pub(super) struct Faults {
    /// Those of the next whole requests.
    pub outer: VecDeque<Fault>,
    /// Those of later whole requests, each with the number of requests before it.
    pub later: Vec<(usize, Fault)>,
    /// Those of the requests in batches.
    pub inner: VecDeque<Fault>,
}

impl Faults {
    /// The fault of a whole request that arrives.
    pub(super) fn next(&mut self) -> Option<Fault> {
        let due = self.later.iter().position(|(number, _)| *number == 0);
        let due = due.map(|position| self.later.remove(position).1);
        for (number, _) in &mut self.later {
            *number = number.saturating_sub(1);
        }
        due.or_else(|| self.outer.pop_front())
    }
}
