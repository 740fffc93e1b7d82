//! The error a service answers with.
//!
//! OData JSON Format 4.01, section 21.1; "Microsoft Graph error responses and resource types". Read
//! leniently: whatever can be recognised is taken, and a body that is no OData error still gives the
//! status and an excerpt.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

/// An answer that is no success, with what its body and headers say.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status of the answer.
    pub status: StatusCode,
    /// The error code, such as `Request_ResourceNotFound`.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// What the error is about, such as the name of a property.
    pub target: Option<String>,
    /// More errors of the same request.
    pub details: Vec<ErrorDetail>,
    /// More specific errors, each inside the one before.
    pub inner: Option<InnerError>,
    /// The service's id of the request, from the body or the `request-id` header.
    pub request_id: Option<String>,
    /// The client's id of the request, from the body or the `client-request-id` header.
    pub client_request_id: Option<String>,
    /// When to try again.
    pub retry_after: Option<RetryAfter>,
    /// The start of a body that is no OData error, such as a proxy's page.
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
    /// What the detail is about.
    pub target: Option<String>,
}

/// What an `innerError` (or `innererror`) says.
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
    /// When the error occurred, as the service wrote it.
    pub date: Option<String>,
    /// The next inner error.
    pub inner: Option<Box<InnerError>>,
}

/// The value of `Retry-After` (RFC 9110, section 10.2.3): a time span, which Graph may give in fractions of
/// a second, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// To wait this long.
    Delay(Duration),
    /// To wait until this time.
    At(SystemTime),
}

impl RetryAfter {
    /// How long to wait, counted from `now`.
    #[must_use]
    pub fn delay_from(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::At(time) => time.duration_since(now).unwrap_or_default(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(seconds) = text.parse::<f64>() {
            return Duration::try_from_secs_f64(seconds).ok().map(Self::Delay);
        }
        httpdate::parse_http_date(text).ok().map(Self::At)
    }
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
        let inner = inner_error(&error);
        let header = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
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

/// The error object of a body; the flat form of OAuth 2.0 (RFC 6749, section 5.2) counts as one.
fn odata_error(body: &[u8]) -> Option<Map<String, Value>> {
    let Ok(Value::Object(mut body)) = serde_json::from_slice(body) else {
        return None;
    };
    match body.remove("error")? {
        Value::Object(error) => Some(error),
        Value::String(code) => {
            let mut error = Map::new();
            error.insert("code".to_owned(), Value::String(code));
            if let Some(message) = body.remove("error_description") {
                error.insert("message".to_owned(), message);
            }
            Some(error)
        }
        _ => None,
    }
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(without_tokens(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn details(error: &Map<String, Value>) -> Vec<ErrorDetail> {
    let details = error.get("details").and_then(Value::as_array);
    details
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|detail| ErrorDetail {
            code: text(detail, "code"),
            message: text(detail, "message"),
            target: text(detail, "target"),
        })
        .collect()
}

/// `serde_json`'s limit on nesting bounds the recursion.
fn inner_error(error: &Map<String, Value>) -> Option<InnerError> {
    let inner = error
        .get("innerError")
        .or_else(|| error.get("innererror"))?
        .as_object()?;
    Some(InnerError {
        code: text(inner, "code"),
        message: text(inner, "message"),
        request_id: text(inner, "request-id"),
        client_request_id: text(inner, "client-request-id"),
        date: text(inner, "date"),
        inner: inner_error(inner).map(Box::new),
    })
}

fn excerpt(body: &[u8]) -> Option<String> {
    // Four bytes is the longest character; what is cut off is past the excerpt.
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

/// A text with what follows `Bearer ` left out: gateways repeat the headers they refuse.
fn without_tokens(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = end_of_scheme(rest) {
        let token = rest[end..]
            .find(|c: char| !is_token_character(c))
            .unwrap_or(rest.len() - end);
        kept.push_str(&rest[..end]);
        if token > 0 {
            kept.push('…');
        }
        rest = &rest[end + token..];
    }
    kept.push_str(rest);
    kept
}

fn end_of_scheme(text: &str) -> Option<usize> {
    const SCHEME: &[u8] = b"bearer ";
    let start = text
        .as_bytes()
        .windows(SCHEME.len())
        .position(|window| window.eq_ignore_ascii_case(SCHEME))?;
    Some(start + SCHEME.len())
}

/// RFC 6750, section 2.1: `b64token`.
fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~+/=".contains(c)
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
