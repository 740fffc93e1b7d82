//! A response of the service.

use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

/// A response of a [`Service`](super::Service), or of a [`Script`](crate::testing::Script).
///
/// ```
/// use graph_client::testing::Reply;
///
/// let reply = Reply::error(409, "nameAlreadyExists", "There is one already.").with("Retry-After", "5");
/// # let _ = reply;
/// ```
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Payload,
}

/// The body of a response.
#[derive(Clone, Debug)]
pub(super) enum Payload {
    Nothing,
    Json(Value),
    /// The bytes, and their media type.
    Bytes(String, Vec<u8>),
}

impl Reply {
    /// Creates a response with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: Value) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Payload::Json(body),
        }
    }

    /// Creates a response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Payload::Nothing,
        }
    }

    /// Creates a response with bytes of this media type.
    #[must_use]
    pub fn bytes(status: u16, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Payload::Bytes(content_type.to_owned(), bytes.into()),
        }
    }

    /// Creates an error, as Microsoft Graph sends it.
    #[must_use]
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let inner = json!({ "date": "2026-01-01T00:00:00", "request-id": "stand-in" });
        let error = json!({ "code": code, "message": message, "innerError": inner });
        Self::json(status, json!({ "error": error }))
    }

    /// Returns the same response with a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Returns the response as HTTP has it. A header that HTTP does not allow is left out.
    #[must_use]
    pub fn into_response(self) -> Response<Vec<u8>> {
        let (content_type, body) = match self.body {
            Payload::Nothing => ("application/json".to_owned(), Vec::new()),
            Payload::Json(body) => ("application/json".to_owned(), body.to_string().into_bytes()),
            Payload::Bytes(content_type, bytes) => (content_type, bytes),
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let common = [
            ("Content-Type", content_type),
            ("request-id", "stand-in".to_owned()),
        ];
        for (name, value) in common.into_iter().chain(self.headers) {
            let header = (HeaderName::try_from(name), HeaderValue::try_from(value));
            if let (Ok(name), Ok(value)) = header {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
