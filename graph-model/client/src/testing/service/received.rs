//! A request as it arrived.

use std::collections::BTreeMap;

use http::Request;
use serde_json::Value;

/// A request as it arrived at a [`Service`](super::Service).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and the query, as they were sent.
    pub url: String,
    /// The headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The body as JSON, or null if it is not JSON.
    pub body: Value,
    /// The bytes of the body.
    pub content: Vec<u8>,
    /// The status of the response, or 0 if the connection broke.
    pub status: u16,
}

impl Received {
    pub(super) fn of(request: &Request<Vec<u8>>) -> Self {
        let uri = request.uri();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = request.headers().iter();
        Self {
            method: request.method().to_string(),
            url: uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            headers: headers
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
            body: serde_json::from_slice(request.body()).unwrap_or(Value::Null),
            content: request.body().clone(),
            status: 0,
        }
    }

    /// The same request below another path.
    pub(super) fn at(&self, url: String) -> Self {
        Self {
            url,
            ..self.clone()
        }
    }

    /// Returns the value of a header, or the empty string.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(&name.to_ascii_lowercase());
        value.map_or("", String::as_str)
    }

    /// The path, without the query.
    pub(super) fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }
}
