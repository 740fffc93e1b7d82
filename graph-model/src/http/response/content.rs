//! Responses that are not JSON: bytes, text, and redirects to either.
//!
//! OData Protocol 4.01, sections 11.2.3 (media streams) and 11.2.4.1 (raw values).

use std::fmt;
use std::str::Utf8Error;

use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Response, StatusCode};

use super::error::ResponseError;
use super::from_response::{FromResponse, etag, expect_success, header};

/// The bytes of a response, unchanged.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type, such as `image/jpeg`, if the service named it.
    pub content_type: Option<String>,
    /// The etag of the bytes.
    pub etag: Option<String>,
}

impl Content {
    /// Returns the bytes as text, without a byte order mark.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not UTF-8.
    pub fn text(&self) -> Result<&str, Utf8Error> {
        let text = std::str::from_utf8(&self.bytes)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// Writes the number of bytes, and not the bytes, which may be long or secret.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .field("content_type", &self.content_type)
            .field("etag", &self.etag)
            .finish()
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for Content {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        // The bytes of a request that is only accepted do not exist yet.
        if status == StatusCode::ACCEPTED && body.is_empty() {
            return Err(ResponseError::NoContent { status });
        }
        Ok(Self {
            bytes: body.to_vec(),
            content_type: header(headers, CONTENT_TYPE.as_str()),
            etag: etag(headers),
        })
    }

    /// Reads every byte. A byte order mark may be a part of the content.
    fn from_response(response: Response<impl AsRef<[u8]>>) -> Result<Self, ResponseError> {
        let (head, body) = response.into_parts();
        Self::from_parts(head.status, &head.headers, body.as_ref())
    }
}

/// The response to the download of a stream.
///
/// An HTTP client that follows redirects itself always returns the content. Such a client should
/// not send the token to another host.
#[derive(Clone, PartialEq, Eq)]
pub enum Download {
    /// The bytes.
    Content(Content),
    /// The URL where the bytes are (301, 302, 303, 307 or 308, with `Location`). It is often
    /// pre-authenticated: whoever has it can read the bytes, so do not log it, and do not send it a
    /// token.
    Redirect {
        /// The URL.
        location: String,
    },
}

impl Download {
    /// Returns the bytes, if the service sent them.
    #[must_use]
    pub fn into_content(self) -> Option<Content> {
        match self {
            Self::Content(content) => Some(content),
            Self::Redirect { .. } => None,
        }
    }

    /// Returns the URL where the bytes are, if the service sent that instead.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        match self {
            Self::Content(_) => None,
            Self::Redirect { location } => Some(location),
        }
    }
}

/// Leaves out the URL, which may hold a secret.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(content) => f.debug_tuple("Content").field(content).finish(),
            Self::Redirect { .. } => f.debug_struct("Redirect").finish_non_exhaustive(),
        }
    }
}

/// Whether the status says that the content is at another URL (RFC 9110, section 15.4). Neither a
/// choice (300) nor content that has not changed (304) does so.
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

#[diagnostic::do_not_recommend]
impl FromResponse for Download {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        match header(headers, LOCATION.as_str()) {
            Some(location) if is_redirect(status) && !location.is_empty() => {
                Ok(Self::Redirect { location })
            }
            _ => Content::from_parts(status, headers, body).map(Self::Content),
        }
    }

    /// Reads every byte. A byte order mark may be a part of the content.
    fn from_response(response: Response<impl AsRef<[u8]>>) -> Result<Self, ResponseError> {
        let (head, body) = response.into_parts();
        Self::from_parts(head.status, &head.headers, body.as_ref())
    }
}
