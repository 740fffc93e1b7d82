//! Requests that wait to be sent.

use crate::http::RequestBuilder;

/// The number of requests that Graph accepts in one batch.
pub(super) const LIMIT: usize = 20;

/// A request that waits to be sent.
#[derive(Debug)]
pub(super) struct Queued {
    pub request: RequestBuilder<()>,
    /// The numbers of the requests that must succeed first.
    pub after: Vec<usize>,
}
