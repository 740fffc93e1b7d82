//! The error that a service returns.
//!
//! OData JSON Format 4.01, section 21.1; "Microsoft Graph error responses and resource types". The
//! sibling `error_body` reads the body. If the body is not an OData error, the error has the status
//! and an excerpt.

use std::collections::BTreeMap;
use std::fmt;

use http::header::{LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, StatusCode};

use super::challenge::claims;
use super::error_body::ErrorBody;
use super::error_detail::{ErrorDetail, InnerError};
use super::retry_after::RetryAfter;
use super::secrets::without_tokens;
use crate::edm::RawJson;

/// An error that a service reports, with the information from its body and headers.
///
/// Tokens are removed from the strings of the service, except in `claims` and `location`. `Debug`
/// shows `location` without tokens and without its query.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status of the response. It is a success if the service found the error after it had sent
    /// the status.
    pub status: StatusCode,
    /// The error code, such as `Request_ResourceNotFound`.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The language of the message, if the service names it (SharePoint and OData 2 do).
    pub language: Option<String>,
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
    /// The URL in the header `Location`, for example if a delta query must start again (410 Gone).
    pub location: Option<String>,
    /// The claims that the next token must have, as JSON: a claims challenge in the header
    /// `WWW-Authenticate` (401 Unauthorized). Pass them on when you ask for the token.
    pub claims: Option<String>,
    /// Further members of the error.
    pub additional: BTreeMap<String, RawJson>,
    /// The start of a body that holds neither a code nor a message, such as a proxy's page.
    pub excerpt: Option<String>,
}

/// The longest excerpt, in characters.
const EXCERPT: usize = 200;

impl ServiceError {
    pub(crate) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let ErrorBody {
            code,
            message,
            language,
            target,
            details,
            inner,
            additional,
        } = ErrorBody::read(body);
        let is_told = code.is_some() || message.is_some();
        let header = |name: &str| headers.get(name)?.to_str().ok();
        let id = |name: &str| header(name).map(without_tokens);
        let in_body = |pick: fn(&InnerError) -> Option<&String>| {
            std::iter::successors(inner.as_ref(), |inner| inner.inner.as_deref())
                .find_map(pick)
                .cloned()
        };
        Self {
            status,
            code,
            message,
            language,
            target,
            details,
            request_id: in_body(|inner| inner.request_id.as_ref()).or_else(|| id("request-id")),
            client_request_id: in_body(|inner| inner.client_request_id.as_ref())
                .or_else(|| id("client-request-id")),
            retry_after: RetryAfter::in_headers(headers),
            location: header(LOCATION.as_str()).map(str::to_owned),
            claims: headers
                .get_all(WWW_AUTHENTICATE)
                .into_iter()
                .find_map(|challenge| claims(challenge.to_str().ok()?)),
            inner,
            additional,
            excerpt: if is_told { None } else { excerpt(body) },
        }
    }
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

/// A URL without its query, which may authenticate whoever has it.
fn without_query(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    without_tokens(path)
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("language", &self.language)
            .field("target", &self.target)
            .field("details", &self.details)
            .field("inner", &self.inner)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .field("retry_after", &self.retry_after)
            .field("location", &self.location.as_deref().map(without_query))
            .field("claims", &self.claims)
            .field("additional", &self.additional)
            .field("excerpt", &self.excerpt)
            .finish()
    }
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
