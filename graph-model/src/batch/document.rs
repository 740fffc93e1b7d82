//! A part of a batch on the wire: the requests in it, and the replies.

use std::collections::HashMap;
use std::fmt;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::edm::RawJson;
use crate::http::request::secret::is_secret;
use crate::http::response::from_response::read_json;
use crate::http::response::in_stream_error;
use crate::http::{BodyError, FromResponse, RequestError, ResponseError};
use crate::json::base64::{from_base64, to_base64_url};
use crate::path::Endpoint;

/// One request inside a batch.
#[derive(Debug)]
pub(super) struct InnerRequest {
    method: String,
    /// Relative to the endpoint.
    url: String,
    headers: Vec<(String, String)>,
    body: Option<RawJson>,
}

impl InnerRequest {
    pub(super) fn new(
        request: &Request<Vec<u8>>,
        endpoint: &Endpoint,
    ) -> Result<Self, RequestError> {
        let text = |name: &HeaderName, value: &HeaderValue| {
            // No method here makes a value that is not a string. A secret stays with the batch's
            // own headers.
            let value = value.to_str().ok().filter(|_| !is_secret(name, value))?;
            Some((name.to_string(), value.to_owned()))
        };
        Ok(Self {
            method: request.method().to_string(),
            url: endpoint.relative(request.uri())?,
            headers: request
                .headers()
                .iter()
                .filter_map(|(name, value)| text(name, value))
                .collect(),
            body: body_of(request)?,
        })
    }
}

/// The body of a request as a member of the document: JSON itself, text as a string, and anything
/// else in base64 (OData JSON Format 4.01, section 19.1).
fn body_of(request: &Request<Vec<u8>>) -> Result<Option<RawJson>, RequestError> {
    let bytes = request.body();
    if bytes.is_empty() {
        return Ok(None);
    }
    let content = Content::of(request.headers());
    let text = std::str::from_utf8(bytes).ok();
    let body = match (content, text) {
        (Content::Json, Some(json)) => json.parse(),
        (Content::Text, Some(text)) => RawJson::new(text),
        _ => RawJson::new(&to_base64_url(bytes)),
    };
    body.map(Some).map_err(|error| RequestError::Body {
        reason: error.to_string(),
    })
}

/// The kind of a body, by its media type. Without one, it is JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Json,
    Text,
    Bytes,
}

impl Content {
    fn of(headers: &HeaderMap) -> Self {
        let media_type = headers.get(CONTENT_TYPE).map_or("", |value| {
            let value = value.to_str().unwrap_or_default();
            value.split(';').next().unwrap_or_default().trim()
        });
        let (kind, subtype) = media_type
            .split_once('/')
            .unwrap_or(("application", "json"));
        let is_json = subtype.eq_ignore_ascii_case("json")
            || subtype
                .rsplit_once('+')
                .is_some_and(|(_, suffix)| suffix == "json");
        if is_json {
            Self::Json
        } else if kind.eq_ignore_ascii_case("text") {
            Self::Text
        } else {
            Self::Bytes
        }
    }
}

/// The document of a part: requests with their numbers, and the numbers of the requests in the same
/// part that each waits for.
pub(super) struct Part<'r>(pub Vec<(usize, &'r InnerRequest, Vec<usize>)>);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let requests: Vec<_> = self.0.iter().map(Numbered).collect();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("requests", &requests)?;
        map.end()
    }
}

struct Numbered<'a, 'r>(&'a (usize, &'r InnerRequest, Vec<usize>));

impl Serialize for Numbered<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (number, request, after) = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &number.to_string())?;
        if !after.is_empty() {
            let after: Vec<String> = after.iter().map(usize::to_string).collect();
            map.serialize_entry("dependsOn", &after)?;
        }
        map.serialize_entry("method", &request.method)?;
        map.serialize_entry("url", &request.url)?;
        if !request.headers.is_empty() {
            map.serialize_entry("headers", &Headers(&request.headers))?;
        }
        if let Some(body) = &request.body {
            map.serialize_entry("body", body)?;
        }
        map.end()
    }
}

struct Headers<'a>(&'a [(String, String)]);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The response to one request of a batch, not yet read as its type.
pub(super) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Shows neither headers nor content, which may hold tokens.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Reply {
    /// The number of the request and its reply, or `None` if they cannot be read.
    fn read(reply: &RawJson) -> Option<(usize, Self)> {
        // Of a member that occurs twice, the last one counts.
        let reply: HashMap<String, RawJson> = reply.parse().ok()?;
        let id = text_of(reply.get("id")?);
        let status: u16 = text_of(reply.get("status")?).parse().ok()?;
        let headers: Option<HashMap<String, RawJson>> = reply
            .get("headers")
            .and_then(|headers| headers.parse().ok());
        let number: usize = id.parse().ok()?;
        let headers = header_map(headers.unwrap_or_default());
        let body = reply.get("body").filter(|body| body.as_str() != "null");
        let reply = Self {
            status: StatusCode::from_u16(status).ok()?,
            body: body.map_or_else(Vec::new, |body| bytes_of(body, Content::of(&headers))),
            headers,
        };
        // There is only one way to write a number.
        (number.to_string() == id).then_some((number, reply))
    }
}

/// The text of a string or a number.
fn text_of(value: &RawJson) -> String {
    value.parse().unwrap_or_else(|_| value.as_str().to_owned())
}

/// The body of a reply: JSON itself, a string that holds text, or one that holds bytes in base64.
/// Some services send JSON in base64 as well.
fn bytes_of(body: &RawJson, content: Content) -> Vec<u8> {
    let whole = || body.as_str().as_bytes().to_vec();
    let Ok(text) = body.parse::<String>() else {
        return whole();
    };
    match (content, from_base64(&text)) {
        (Content::Text, _) | (Content::Bytes, Err(_)) => text.into_bytes(),
        (Content::Bytes, Ok(bytes)) => bytes,
        (Content::Json, Ok(bytes)) if bytes.starts_with(b"{") || bytes.starts_with(b"[") => bytes,
        (Content::Json, _) => whole(),
    }
}

/// Reads the valid headers, from strings or numbers, as many as there is room for.
fn header_map(given: HashMap<String, RawJson>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        let value = HeaderValue::try_from(text_of(&value));
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), value) {
            // A header without room is left out.
            let _ = headers.try_insert(name, value);
        }
    }
    headers
}

/// The responses of one part.
#[derive(Debug)]
pub(super) struct Replies {
    /// The responses, by the numbers of the requests.
    pub by_number: HashMap<usize, Reply>,
    /// The link to further responses.
    pub next_link: Option<String>,
}

/// The document that holds the responses of a part.
type Document = HashMap<String, RawJson>;

#[diagnostic::do_not_recommend]
impl FromResponse for Replies {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let document: Document = read_json(status, headers, body)?;
        let read = || {
            let replies = document
                .get("responses")
                .ok_or_else(|| serde::de::Error::missing_field("responses"))?;
            replies.parse::<Vec<RawJson>>()
        };
        let replies = read().map_err(|source| {
            let source = BodyError::new(source);
            in_stream_error::find(status, headers, body)
                .unwrap_or(ResponseError::Body { status, source })
        })?;
        let mut by_number = HashMap::new();
        for (number, reply) in replies.iter().filter_map(Reply::read) {
            by_number.entry(number).or_insert(reply);
        }
        let next_link = document
            .get("@odata.nextLink")
            .or_else(|| document.get("@nextLink"))
            .and_then(|link| link.parse().ok())
            .filter(|link: &String| !link.is_empty());
        Ok(Self {
            by_number,
            next_link,
        })
    }
}
