//! The transport of an asynchronous client.

use std::pin::Pin;

use http::{Request, Response};

use crate::error::BoxError;

/// A future on the heap, which can move to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An HTTP client that sends the requests of a [`Client`](crate::Client).
///
/// A transport returns every response with its body, whatever its status is. It decides about
/// timeouts, redirects, compression and proxies. If it follows redirects, it must not send the
/// token to another host.
///
/// An asynchronous function that takes a request and returns a response is a transport.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport of an asynchronous client",
    label = "not a transport",
    note = "enable the feature `reqwest` for `reqwest::Client`, or `tower` for a tower service in a `ServiceTransport`",
    note = "a `Retry` needs a transport of an asynchronous client, and a function that waits in your runtime, such as `tokio::time::sleep`",
    note = "`ureq::Agent` is a transport of `graph_client::blocking::Client`, with the feature `ureq`",
    note = "a function is a transport if it is `async`, takes an `http::Request<Vec<u8>>` and returns a `Result<http::Response<B>, E>`; it is `Send` and `Sync`, `B` is `Into<Vec<u8>>`, and `E` is an error or a `Box<dyn Error + Send + Sync>`"
)]
pub trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection failed before the whole response arrived.
    fn send(&self, request: Request<Vec<u8>>)
    -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>>;
}

#[diagnostic::do_not_recommend]
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
