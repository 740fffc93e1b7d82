//! Requests that wait to be sent.

use crate::http::RequestBuilder;

/// How many requests Graph accepts in one batch.
pub(super) const LIMIT: usize = 20;

/// A request that waits to be sent.
#[derive(Debug)]
pub(super) struct Queued {
    pub request: RequestBuilder<()>,
    /// The numbers of the requests that must have succeeded before.
    pub after: Vec<usize>,
}
