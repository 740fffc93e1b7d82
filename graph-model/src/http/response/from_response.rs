//! Reading a response: one trait for everything that a response can hold.
//!
//! OData Protocol 4.01, sections 9.1 (success) and 9.4 (errors). A request names the type of its
//! response. Code that sends requests (one function, a batch, an iterator over pages) can thus read
//! the response without being told the type again. The body is taken as bytes, so any client's
//! response fits once its body is in memory.

use http::header::ETAG;
use http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;

use super::error::{BodyError, ResponseError};
use super::in_stream_error;
use super::service_error::ServiceError;
use crate::description::ObjectTypes;
use crate::json;

/// A type that a response can be read as: an entity, a [`Page`](crate::http::Page),
/// [`Updated`](crate::http::Updated), [`Created`](crate::http::Created), `()` for nothing, an
/// `Option` for an entity that may be absent, and more.
///
/// [`RequestBuilder::send`](crate::http::RequestBuilder::send) reads the response for you. If you
/// send requests in another way, call [`from_response`](Self::from_response):
///
/// ```
/// use graph_model::http::{FromResponse, Page, ResponseError};
/// use graph_model::graph_entity;
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// let response = http::Response::new(r#"{"value":[{"id":"4f","displayName":"Pilots"}]}"#);
/// let page = Page::<Group>::from_response(response)?;
/// assert_eq!(page.value[0].display_name.as_deref(), Some("Pilots"));
/// # Ok::<(), ResponseError>(())
/// ```
///
/// An annotated type has a function of the same name. It reads an
/// [`Updated`](crate::http::Updated), because a service may respond to an update with the entity or
/// with nothing.
#[diagnostic::on_unimplemented(
    message = "a response cannot be read as `{Self}`",
    label = "not what a response holds",
    note = "annotate it if it is an entity or a complex type; a type of your own needs `graph_model::Property`; a collection is a `Page`, and its size a `Count`"
)]
pub trait FromResponse: Sized {
    /// Reads a response from its parts: status, headers, and the body without a byte order mark.
    ///
    /// # Errors
    ///
    /// Returns [`ResponseError::Service`] if the status is not a success, or if the body is an
    /// error despite the status. Returns another error if the body is not of this type.
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError>;

    /// Reads a response whose body is in memory.
    ///
    /// With ureq, whose bodies are read on demand:
    ///
    /// ```no_run
    /// # use graph_model::Entity;
    /// # use graph_model::http::{FromResponse, Updated};
    /// # fn send(agent: &ureq::Agent, request: http::Request<Vec<u8>>) -> Result<(), Box<dyn std::error::Error>> {
    /// let (head, mut body) = agent.run(request)?.into_parts();
    /// let response = http::Response::from_parts(head, body.read_to_vec()?);
    /// let updated = Updated::<Entity>::from_response(response)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`from_parts`](Self::from_parts).
    fn from_response(response: Response<impl AsRef<[u8]>>) -> Result<Self, ResponseError> {
        let (head, body) = response.into_parts();
        Self::from_parts(head.status, &head.headers, without_mark(body.as_ref()))
    }
}

/// Removes the byte order mark that some gateways put in front of the JSON.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// Returns the service's error unless the status is a success.
pub(crate) fn expect_success(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), ResponseError> {
    if status.is_success() {
        return Ok(());
    }
    let error = ServiceError::read(status, headers, body);
    Err(ResponseError::Service(Box::new(error)))
}

/// Reads the body of a success as JSON.
pub(crate) fn read_json<T: for<'de> Deserialize<'de>>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<T, ResponseError> {
    expect_success(status, headers, body)?;
    json::from_bytes(body).map_err(|source| {
        let source = BodyError::new(source);
        in_stream_error::find(status, headers, body)
            .unwrap_or(ResponseError::Body { status, source })
    })
}

/// The value of a header, if it is a string.
pub(super) fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The etag in the headers of a response.
pub(super) fn etag(headers: &HeaderMap) -> Option<String> {
    header(headers, ETAG.as_str())
}

/// Success, without a value. A body is ignored, unless it is an error.
#[diagnostic::do_not_recommend]
impl FromResponse for () {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        in_stream_error::expect_none(status, headers, body, ObjectTypes::default())
    }
}
