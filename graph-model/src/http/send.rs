//! Sending a request with the caller's own client, and reading the response.

use std::error::Error;
use std::fmt;

use http::{Request, Response};

use super::request::{RequestBuilder, RequestError};
use super::response::{FromResponse, ResponseError, ServiceError};
use crate::path::Endpoint;

impl<A: FromResponse> RequestBuilder<A> {
    /// Sends the request with `send`, the caller's HTTP client, and reads the response.
    ///
    /// With ureq, whose bodies are read on demand:
    ///
    /// ```no_run
    /// # use graph_model::{Endpoint, SendError, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// # #[derive(Debug)] pub struct Group { pub display_name: Option<String> }
    /// # fn read(agent: &ureq::Agent, token: &str) -> Result<(), SendError<ureq::Error>> {
    /// let send = |request| {
    ///     let (head, mut body) = agent.run(request)?.into_parts();
    ///     Ok::<_, ureq::Error>(http::Response::from_parts(head, body.read_to_vec()?))
    /// };
    /// let group: Group = Group::get()
    ///     .at(&GroupPath { group_id: "4f" })
    ///     .bearer(token)
    ///     .send(&Endpoint::V1_0, send)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built, if `send` fails, or if the response is an
    /// error or is not an `A`.
    pub fn send<B: AsRef<[u8]>, E>(
        self,
        endpoint: &Endpoint,
        send: impl FnOnce(Request<Vec<u8>>) -> Result<Response<B>, E>,
    ) -> Result<A, SendError<E>> {
        let request = self.build(endpoint).map_err(SendError::Request)?;
        let response = send(request).map_err(SendError::Transport)?;
        A::from_response(response).map_err(SendError::Response)
    }

    /// Sends the request with `send`, the caller's asynchronous HTTP client, and reads the
    /// response.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send).
    pub async fn send_async<B: AsRef<[u8]>, E, F: Future<Output = Result<Response<B>, E>>>(
        self,
        endpoint: &Endpoint,
        send: impl FnOnce(Request<Vec<u8>>) -> F,
    ) -> Result<A, SendError<E>> {
        let request = self.build(endpoint).map_err(SendError::Request)?;
        let response = send(request).await.map_err(SendError::Transport)?;
        A::from_response(response).map_err(SendError::Response)
    }
}

/// The reason why a request failed: it could not be built or sent, or its response is an error.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError<E> {
    /// The request could not be built, so nothing was sent.
    Request(RequestError),
    /// The caller's client failed.
    Transport(E),
    /// The service refused the request, or its response could not be read.
    Response(ResponseError),
}

impl<E> SendError<E> {
    /// Returns the error that the service reported, if it reported one.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Response(ResponseError::Service(error)) => Some(error),
            _ => None,
        }
    }
}

impl<E> From<RequestError> for SendError<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> fmt::Display for SendError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(_) => f.write_str("the request could not be built"),
            Self::Transport(_) => f.write_str("the request could not be sent"),
            Self::Response(error) => error.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for SendError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Request(error) => Some(error),
            Self::Transport(error) => Some(error),
            // This error has the message of the inner one, so its source is the source of the inner
            // one.
            Self::Response(error) => error.source(),
        }
    }
}
