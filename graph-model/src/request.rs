//! The HTTP side of a request: method, address, headers, body.
//!
//! OData Protocol 4.01, sections 8.2 (request headers) and 11.4.3 (update an entity). There is no network code
//! here: the product is an [`http::Request`], which every client takes. Mistakes are kept until `build`, so
//! that the steps can be chained.

use std::fmt;

use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, IF_MATCH, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};

use crate::endpoint::{Endpoint, EndpointError};
use crate::patch::{Patch, PatchDocument};
use crate::path::{PathError, PathTo};

/// A request that has a path, and takes headers.
///
/// It comes from a patch's `at` and ends with [`build`](Self::build). The token is in neither its `Debug`
/// output nor that of the request it builds.
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// # pub struct Group { pub display_name: Option<String> }
/// let request = Group::patch()
///     .display_name("Pilots")
///     .at(&GroupPath { group_id: "4f" })
///     .bearer("eyJ0eXAi")
///     .if_match("W/\"1\"")
///     .prefer_representation()
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(request.headers()["prefer"], "return=representation");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is built and sent"]
pub struct RequestBuilder {
    method: Method,
    path: String,
    document: PatchDocument,
    headers: HeaderMap,
    mistake: Option<RequestError>,
}

impl RequestBuilder {
    /// A PATCH of the entity at `path`.
    pub fn patch<P: Patch>(path: &impl PathTo<P::Of>, patch: P) -> Self {
        let (text, mistake) = match path.to_text() {
            Ok(text) => (text, None),
            Err(error) => (String::new(), Some(RequestError::Path(error))),
        };
        // One more than the two of most requests, so that a third needs no new table.
        let mut headers = HeaderMap::with_capacity(3);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self {
            method: Method::PATCH,
            path: text,
            document: patch.into_document(),
            headers,
            mistake,
        }
    }

    /// Sends `Authorization: Bearer {token}`, marked as sensitive.
    ///
    /// An empty token, or one with characters outside visible ASCII (RFC 6750, section 2.1, allows fewer
    /// still), makes `build` fail with [`RequestError::Token`].
    pub fn bearer(self, token: impl AsRef<str>) -> Self {
        let token = token.as_ref();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return self.mistaken(RequestError::Token);
        }
        let text = ["Bearer ", token].concat();
        match HeaderValue::try_from(text) {
            Ok(value) => self.with(AUTHORIZATION, value),
            Err(_) => self.mistaken(RequestError::Token),
        }
    }

    /// Sends `If-Match: {etag}`: the service answers 412 if the entity has changed since.
    ///
    /// OData Protocol 4.01, section 8.2.4. The etag is that of [`Entity::etag`](crate::Entity::etag) or
    /// [`Updated::etag`](crate::Updated::etag), as it was received.
    pub fn if_match(self, etag: impl AsRef<str>) -> Self {
        let etag = etag.as_ref();
        if etag.is_empty() {
            return self.mistaken(RequestError::Header {
                name: IF_MATCH.to_string(),
            });
        }
        self.header(IF_MATCH.as_str(), etag)
    }

    /// Sends `If-Match: *`: the entity must exist, in whatever version.
    pub fn if_match_any(self) -> Self {
        self.with(IF_MATCH, HeaderValue::from_static("*"))
    }

    /// Asks for the entity as it stands afterwards (OData Protocol 4.01, section 8.2.8.7).
    pub fn prefer_representation(self) -> Self {
        self.with(
            HeaderName::from_static("prefer"),
            HeaderValue::from_static("return=representation"),
        )
    }

    /// Asks for an answer without the entity (OData Protocol 4.01, section 8.2.8.7).
    pub fn prefer_minimal(self) -> Self {
        self.with(
            HeaderName::from_static("prefer"),
            HeaderValue::from_static("return=minimal"),
        )
    }

    /// Sends a header, in place of one of the same name.
    ///
    /// A name or value that HTTP does not allow makes `build` fail with [`RequestError::HeaderName`] or
    /// [`RequestError::Header`]. Credentials are marked as sensitive.
    pub fn header(self, name: &str, value: impl AsRef<str>) -> Self {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.mistaken(RequestError::HeaderName);
        };
        match HeaderValue::try_from(value.as_ref()) {
            Ok(value) => self.with(header, value),
            Err(_) => self.mistaken(RequestError::Header {
                name: header.to_string(),
            }),
        }
    }

    /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
    pub fn without_type(mut self) -> Self {
        self.document.omit_tag();
        self
    }

    /// The request, ready to be sent by any client.
    ///
    /// # Errors
    ///
    /// The first mistake of the path and the headers; where there is none, the first value that could not be
    /// written; then the endpoint.
    pub fn build(self, endpoint: &Endpoint) -> Result<Request<Vec<u8>>, RequestError> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        if let Some(failure) = self.document.failure() {
            return Err(RequestError::Value {
                property: failure.property.clone(),
                reason: failure.reason.clone(),
            });
        }
        let uri = endpoint.join(self.path).map_err(RequestError::Endpoint)?;
        let body = self.document.into_json_for(endpoint);
        // What could not be written has been returned above.
        debug_assert!(body.is_ok());
        let body = body.unwrap_or_default();
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn with(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        if [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(&name) || is_credential(&value) {
            value.set_sensitive(true);
        }
        match self.headers.try_insert(name, value) {
            Ok(_) => self,
            Err(_) => self.mistaken(RequestError::TooManyHeaders),
        }
    }

    fn mistaken(mut self, mistake: RequestError) -> Self {
        self.mistake.get_or_insert(mistake);
        self
    }
}

/// Whether a value is a token under whatever name.
fn is_credential(value: &HeaderValue) -> bool {
    let scheme = value.as_bytes().get(..7).unwrap_or_default();
    scheme.eq_ignore_ascii_case(b"bearer ")
}

/// Why a request could not be built.
///
/// Values of headers are not repeated, as they may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A value of the path cannot be used.
    Path(PathError),
    /// The endpoint cannot be used.
    Endpoint(EndpointError),
    /// The token is empty, or holds a character that a token cannot hold.
    Token,
    /// The name of a header is none. It is not repeated, lest it be a value in the wrong place.
    HeaderName,
    /// The value of the header is empty, or holds a character that a header cannot hold.
    Header {
        /// The name of the header.
        name: String,
    },
    /// There are more headers than a request can have.
    TooManyHeaders,
    /// The value of a property cannot be written as JSON.
    Value {
        /// The property's name on the wire.
        property: String,
        /// What the serializer said.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::Endpoint(error) => error.fmt(f),
            Self::Token => f.write_str(
                "the token is empty or holds a blank, a control character or a character outside ASCII",
            ),
            Self::HeaderName => f.write_str("the name of a header is none"),
            Self::Header { name } => {
                write!(f, "the value of the header `{name}` is empty or not allowed by HTTP")
            }
            Self::TooManyHeaders => f.write_str("there are too many headers"),
            Self::Value { property, reason } => {
                write!(f, "the value of `{property}` cannot be written: {reason}")
            }
        }
    }
}

impl std::error::Error for RequestError {}
