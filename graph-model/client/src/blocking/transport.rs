//! The transport of a blocking client.

use http::{Request, Response};

use crate::error::BoxError;

/// An HTTP client that sends the requests of a blocking [`Client`](super::Client).
///
/// A transport returns every response with its body, whatever its status is. It decides about
/// timeouts, redirects, compression and proxies. If it follows redirects, it must not send the
/// token to another host.
///
/// A function that takes a request and returns a response is a transport.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport of a blocking client",
    label = "not a transport",
    note = "enable the feature `ureq` for `ureq::Agent`",
    note = "a `Retry` needs a transport of a blocking client, and a function that blocks, such as `std::thread::sleep`",
    note = "`reqwest::Client` is a transport of the asynchronous `graph_client::Client`, with the feature `reqwest`",
    note = "a function is a transport if it takes an `http::Request<Vec<u8>>` and returns a `Result<http::Response<B>, E>`; it is `Send` and `Sync`, `B` is `Into<Vec<u8>>`, and `E` is an error or a `Box<dyn Error + Send + Sync>`"
)]
pub trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection failed before the whole response arrived.
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<S, B, E> Transport for S
where
    S: Fn(Request<Vec<u8>>) -> Result<Response<B>, E> + Send + Sync,
    B: Into<Vec<u8>>,
    E: Into<BoxError>,
{
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        self(request)
            .map(|response| response.map(Into::into))
            .map_err(Into::into)
    }
}
