//! Requests with an address, and those whose address is forgotten or given too early.
//!
//! Users forget `.at(&path)` easily. Functions that send a request accept anything [`Addressed`], so
//! that the compiler's message for a query or a patch can name what is missing. The options of a
//! query are methods of the request as well, whose message says where they belong.

use http::Request;

use crate::http::page::Page;
use crate::http::request::{RequestBuilder, RequestError};
use crate::path::Endpoint;
use crate::query::{Instance, Query, Queryable};

/// The result of `build`.
pub type Built = Result<Request<Vec<u8>>, RequestError>;

/// A request that has an address: a [`RequestBuilder`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request with an address",
    label = "not a request with an address",
    note = "write `.at(&path)` after a query or a patch, with the path of the entity or a route to it; give a request itself, and no reference to it"
)]
pub trait Addressed<E = ()> {
    /// The type of the response.
    type Response;

    /// Returns the request.
    fn into_request(self) -> RequestBuilder<Self::Response>;
}

impl<A> Addressed for RequestBuilder<A> {
    type Response = A;

    fn into_request(self) -> Self {
        self
    }
}

impl<T, K> Query<T, K> {
    #[doc(hidden)]
    pub fn build<E>(self, _endpoint: E) -> Built
    where
        Self: Addressed<E>,
    {
        built(self)
    }
}

/// The request of something that only a request with an address could be.
#[doc(hidden)]
pub fn built<E>(request: impl Addressed<E>) -> Built {
    request.into_request().build(&Endpoint::V1_0)
}

/// A query without an address. No request is one.
#[diagnostic::on_unimplemented(
    message = "the query has its address already",
    label = "an option comes before the address",
    note = "write `.filter(…)`, `.select(…)` and the other options before `.at(&path)`"
)]
pub trait WithoutAddress {}

/// The options of a query, given too late.
impl<T: Queryable> RequestBuilder<Page<T>> {
    #[doc(hidden)]
    pub fn select<O>(self, _properties: impl FnOnce(&Instance<T>) -> O) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }

    #[doc(hidden)]
    pub fn expand<O>(self, _relationships: impl FnOnce(&Instance<T>) -> O) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }

    #[doc(hidden)]
    pub fn filter<O>(self, _condition: impl FnOnce(&Instance<T>) -> O) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }

    #[doc(hidden)]
    pub fn order_by<O>(self, _order: impl FnOnce(&Instance<T>) -> O) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }

    #[doc(hidden)]
    pub fn top(self, _items: u32) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }

    #[doc(hidden)]
    pub fn skip(self, _items: u32) -> Self
    where
        Self: WithoutAddress,
    {
        self
    }
}
