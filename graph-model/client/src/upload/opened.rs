//! The response to `createUploadSession`.

use graph_model::http::{FromResponse, ResponseError};
use graph_model::model::UnknownObject;
use http::{HeaderMap, StatusCode};

/// A new upload session. Its URL is all that an upload needs.
pub(crate) struct OpenedSession {
    pub url: String,
}

impl FromResponse for OpenedSession {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let session = UnknownObject::from_parts(status, headers, body)?;
        let url = session.get("uploadUrl").and_then(|url| url.parse().ok());
        let url = url.ok_or(ResponseError::NoContent { status })?;
        Ok(Self { url })
    }
}
