//! A part of a batch on the wire: the requests in it, and the replies.

use std::collections::HashMap;
use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::edm::RawJson;
use crate::http::request::secret::is_secret;
use crate::http::response::from_response::read_json;
use crate::http::{BodyError, FromResponse, RequestError, ResponseError};
use crate::path::Endpoint;
use crate::wire::UnknownObject;

/// One request inside a batch.
#[derive(Debug)]
pub(super) struct InnerRequest {
    method: String,
    /// Relative to the endpoint.
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
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
            body: request.body().clone(),
        })
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
        if !request.body.is_empty() {
            let body: &RawValue =
                serde_json::from_slice(&request.body).map_err(S::Error::custom)?;
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
        let reply: UnknownObject = reply.parse().ok()?;
        let id: String = reply.get("id")?.parse().ok()?;
        let status: u16 = reply.get("status")?.parse().ok()?;
        let headers: Option<HashMap<String, RawJson>> = reply
            .get("headers")
            .and_then(|headers| headers.parse().ok());
        let body = reply.get("body").map(RawJson::as_str);
        let number: usize = id.parse().ok()?;
        let reply = Self {
            status: StatusCode::from_u16(status).ok()?,
            headers: header_map(headers.unwrap_or_default()),
            body: body
                .filter(|body| *body != "null")
                .unwrap_or_default()
                .as_bytes()
                .to_vec(),
        };
        // There is only one way to write a number.
        (number.to_string() == id).then_some((number, reply))
    }
}

/// Reads the valid headers, from strings or numbers, as many as there is room for.
fn header_map(given: HashMap<String, RawJson>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        let text: String = value.parse().unwrap_or_else(|_| value.as_str().to_owned());
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(text)) {
            // A header without room is left out.
            let _ = headers.try_insert(name, value);
        }
    }
    headers
}

/// The responses of one part, by the numbers of the requests.
#[derive(Debug)]
pub(super) struct Replies(pub HashMap<usize, Reply>);

impl FromResponse for Replies {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let document: UnknownObject = read_json(status, headers, body)?;
        let read = || {
            let replies = document
                .get("responses")
                .ok_or_else(|| serde::de::Error::missing_field("responses"))?;
            replies.parse::<Vec<RawJson>>()
        };
        let replies = read().map_err(|source| ResponseError::Body {
            status,
            source: BodyError::new(source),
        })?;
        let mut by_number = HashMap::new();
        for (number, reply) in replies.iter().filter_map(Reply::read) {
            by_number.entry(number).or_insert(reply);
        }
        Ok(Self(by_number))
    }
}
