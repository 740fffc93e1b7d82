//! The transport of a blocking client.

use http::{Request, Response};

use crate::error::BoxError;

/// An HTTP client that sends the requests of a blocking [`Client`](super::Client).
///
/// A transport returns every response whole, whatever its status is: an error keeps its body.
/// Timeouts, redirects, compression and proxies are its own affair. If it follows redirects, it
/// must not send the token to another host. A function from a request to a response is a transport.
pub trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Returns an error if no whole response arrived.
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError>;
}

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
