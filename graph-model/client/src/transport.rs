//! The transport of an asynchronous client.

use std::pin::Pin;

use http::{Request, Response};

use crate::error::BoxError;

/// A future on the heap, which can move to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An HTTP client that sends the requests of a [`Client`](crate::Client).
///
/// A transport returns every response whole, whatever its status is: an error keeps its body.
/// Timeouts, redirects, compression and proxies are its own affair. If it follows redirects, it
/// must not send the token to another host. A function from a request to a future response is a
/// transport.
pub trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Returns an error if no whole response arrived.
    fn send(&self, request: Request<Vec<u8>>)
    -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>>;
}

impl<S, F, B, E> Transport for S
where
    S: Fn(Request<Vec<u8>>) -> F + Send + Sync,
    F: Future<Output = Result<Response<B>, E>> + Send + 'static,
    B: Into<Vec<u8>>,
    E: Into<BoxError>,
{
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        let response = self(request);
        Box::pin(async {
            response
                .await
                .map(|it| it.map(Into::into))
                .map_err(Into::into)
        })
    }
}
