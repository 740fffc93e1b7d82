//! The error that a service returns.
//!
//! OData JSON Format 4.01, section 21.1; "Microsoft Graph error responses and resource types". The
//! body is read leniently: everything that can be recognised is taken. A body that is not an OData
//! error still gives the status and an excerpt.

use std::collections::HashMap;
use std::fmt;

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;

use super::retry_after::RetryAfter;
use super::secrets::without_tokens;

/// A response whose status is not a success, with the information from its body and headers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status of the response.
    pub status: StatusCode,
    /// The error code, such as `Request_ResourceNotFound`.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The subject of the error, such as the name of a property.
    pub target: Option<String>,
    /// More errors of the same request.
    pub details: Vec<ErrorDetail>,
    /// More specific errors, each inside the one before.
    pub inner: Option<InnerError>,
    /// The service's id of the request, from the body or the `request-id` header.
    pub request_id: Option<String>,
    /// The client's id of the request, from the body or the `client-request-id` header.
    pub client_request_id: Option<String>,
    /// The time at which to try again.
    pub retry_after: Option<RetryAfter>,
    /// The start of a body that is not an OData error, such as a proxy's page.
    pub excerpt: Option<String>,
}

/// One of the `details` of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The error code.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The subject of the detail.
    pub target: Option<String>,
}

/// The content of an `innerError` (or `innererror`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InnerError {
    /// A more specific error code.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The service's id of the request.
    pub request_id: Option<String>,
    /// The client's id of the request.
    pub client_request_id: Option<String>,
    /// The time of the error, as the service wrote it.
    pub date: Option<String>,
    /// The next inner error.
    pub inner: Option<Box<InnerError>>,
}

/// The longest excerpt, in characters.
const EXCERPT: usize = 200;

impl ServiceError {
    pub(crate) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let body_error = odata_error(body);
        let excerpt = if body_error.is_none() {
            excerpt(body)
        } else {
            None
        };
        let error = body_error.unwrap_or_default();
        let inner = inner_error(&error, INNER_ERRORS);
        let header = |name: &str| headers.get(name)?.to_str().ok().map(without_tokens);
        let in_body = |pick: fn(&InnerError) -> Option<&String>| {
            std::iter::successors(inner.as_ref(), |inner| inner.inner.as_deref())
                .find_map(pick)
                .cloned()
        };
        Self {
            status,
            code: text(&error, "code"),
            message: text(&error, "message"),
            target: text(&error, "target"),
            details: details(&error),
            request_id: in_body(|inner| inner.request_id.as_ref()).or_else(|| header("request-id")),
            client_request_id: in_body(|inner| inner.client_request_id.as_ref())
                .or_else(|| header("client-request-id")),
            retry_after: header(RETRY_AFTER.as_str()).and_then(|text| RetryAfter::parse(&text)),
            inner,
            excerpt,
        }
    }
}

/// An object whose values are read only on demand, because a body cannot be trusted to be flat.
type JsonObject<'b> = HashMap<String, &'b RawValue>;

/// The number of inner errors that are followed below the first.
const INNER_ERRORS: usize = 16;

fn members(value: &RawValue) -> Option<JsonObject<'_>> {
    serde_json::from_str(value.get()).ok()
}

/// The error object of a body; the flat form of OAuth 2.0 (RFC 6749, section 5.2) counts as one.
fn odata_error(body: &[u8]) -> Option<JsonObject<'_>> {
    let body: JsonObject<'_> = serde_json::from_slice(body).ok()?;
    let error = *body.get("error")?;
    if let Some(members) = members(error) {
        return Some(members);
    }
    if !error.get().starts_with('"') {
        return None;
    }
    let description = body
        .get("error_description")
        .map(|message| ("message", *message));
    let flat = [("code", error)].into_iter().chain(description);
    Some(flat.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(object: &JsonObject<'_>, name: &str) -> Option<String> {
    let value = object.get(name)?.get();
    if value.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Some(value.to_owned());
    }
    let text: String = serde_json::from_str(value).ok()?;
    (!text.is_empty()).then(|| without_tokens(&text))
}

fn details(error: &JsonObject<'_>) -> Vec<ErrorDetail> {
    let details = error
        .get("details")
        .and_then(|details| serde_json::from_str(details.get()).ok());
    let details: Vec<&RawValue> = details.unwrap_or_default();
    details
        .into_iter()
        .filter_map(members)
        .map(|detail| ErrorDetail {
            code: text(&detail, "code"),
            message: text(&detail, "message"),
            target: text(&detail, "target"),
        })
        .collect()
}

fn inner_error(error: &JsonObject<'_>, left: usize) -> Option<InnerError> {
    let spellings = ["innerError", "innererror"];
    let inner = spellings
        .into_iter()
        .find_map(|name| members(error.get(name)?))?;
    let next = if left > 0 {
        inner_error(&inner, left - 1)
    } else {
        None
    };
    Some(InnerError {
        code: text(&inner, "code"),
        message: text(&inner, "message"),
        request_id: text(&inner, "request-id"),
        client_request_id: text(&inner, "client-request-id"),
        date: text(&inner, "date"),
        inner: next.map(Box::new),
    })
}

fn excerpt(body: &[u8]) -> Option<String> {
    // The longest character has four bytes. The part that is cut off comes after the excerpt.
    let start = &body[..body.len().min(4 * EXCERPT + 4096)];
    let decoded = String::from_utf8_lossy(start);
    let words: Vec<&str> = decoded
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let text: String = without_tokens(&words.join(" "))
        .chars()
        .take(EXCERPT)
        .collect();
    (!text.is_empty()).then_some(text)
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        for part in [&self.code, &self.message, &self.excerpt]
            .into_iter()
            .flatten()
        {
            write!(f, ": {part}")?;
        }
        if let Some(target) = &self.target {
            write!(f, " (target `{target}`)")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request id {id})")?;
        }
        Ok(())
    }
}

impl std::error::Error for ServiceError {}
