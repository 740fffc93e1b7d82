//! Queries and patches that are built before they have an address.
//!
//! Users forget `.at(&path)` easily. Without these methods, the compiler would only report that no
//! method `build` was found.

use http::Request;

use crate::http::request::RequestError;
use crate::query::Query;

/// The result of `build`.
pub type Built = Result<Request<Vec<u8>>, RequestError>;

/// A request that has an address.
#[diagnostic::on_unimplemented(
    message = "the request has no place to go to",
    label = "add the path or the route before this",
    note = "write `.at(&path)` before `.build(…)`, with the path of the entity or a route to it"
)]
pub trait Addressed<E>: Sized {
    /// The request, which only a request with a place could be.
    #[doc(hidden)]
    fn built(self) -> Built;
}

impl<T, K> Query<T, K> {
    #[doc(hidden)]
    pub fn build<E>(self, _endpoint: E) -> Built
    where
        Self: Addressed<E>,
    {
        self.built()
    }
}
