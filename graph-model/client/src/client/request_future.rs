//! The future of a request that is sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use graph_model::http::FromResponse;
use http::Response;

use crate::error::Error;
use crate::transport::BoxFuture;

/// A request on its way: the future that [`Client::send`](super::Client::send) returns. It yields the
/// response as an `A`.
// A type of its own names only the type of the response. So a wrong argument of `send` is one error,
// and generic functions need no lifetime for `A`.
#[must_use = "a request is sent only if its future is awaited"]
pub struct Sending<'c, A> {
    response: BoxFuture<'c, Result<Response<Vec<u8>>, Error>>,
    read_as: PhantomData<fn() -> A>,
}

impl<'c, A> Sending<'c, A> {
    pub(super) fn new(response: BoxFuture<'c, Result<Response<Vec<u8>>, Error>>) -> Self {
        Self {
            response,
            read_as: PhantomData,
        }
    }
}

impl<A: FromResponse> Future for Sending<'_, A> {
    type Output = Result<A, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = self.response.as_mut().poll(context);
        response.map(|response| A::from_response(response?).map_err(Error::Response))
    }
}

impl<A> fmt::Debug for Sending<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}
