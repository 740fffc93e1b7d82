//! The steps of sending a request that both clients share: its URL, its challenge, its response.

use graph_model::http::{FromResponse, ResponseError, RetryAfter};
use graph_model::{Endpoint, Page, RequestBuilder};
use http::header::AUTHORIZATION;
use http::{Method, Request, Response, StatusCode, Uri};

use crate::credential::AccessToken;
use crate::error::{Error, TransportError, WaitError};

/// Whether the request has a token of its own.
pub(crate) fn has_token(request: &Request<Vec<u8>>) -> bool {
    request.headers().contains_key(AUTHORIZATION)
}

/// The claims for a second token, if the response asks for one.
///
/// A service that refuses a token names claims, or has revoked a token that was kept. If it refuses
/// a new token without naming claims, a second token would be refused as well.
pub(crate) fn challenge(response: &Response<Vec<u8>>, was_kept: bool) -> Option<Option<String>> {
    if response.status() != StatusCode::UNAUTHORIZED {
        return None;
    }
    let error = <()>::from_parts(response.status(), response.headers(), response.body());
    let claims = match error {
        Err(ResponseError::Service(error)) => error.claims,
        _ => None,
    };
    (claims.is_some() || was_kept).then_some(claims)
}

/// Whether a second token is worth a second attempt.
pub(crate) fn is_new(renewed: &AccessToken, refused: &AccessToken) -> bool {
    !renewed.has_secret_of(refused)
}

/// A request to a URL that a service named.
pub(crate) enum Named {
    /// The URL is on the endpoint, so the request carries the token.
    Own(Request<Vec<u8>>),
    /// The URL is elsewhere, and is never sent the token.
    Foreign(Request<Vec<u8>>),
}

/// A GET of the URL. A service may leave out its own host, and the root of the service as well.
pub(crate) fn named(url: &str, endpoint: &Endpoint) -> Result<Named, Error> {
    let absolute;
    if url.is_empty() {
        return Err(Error::Transport(TransportError::Url));
    }
    let url = if url.starts_with('/') && !url.starts_with("//") {
        absolute = below(url, endpoint);
        absolute.as_str()
    } else {
        url
    };
    let own: RequestBuilder<Page<()>> = RequestBuilder::follow(url);
    if let Ok(request) = own.build(endpoint) {
        return Ok(Named::Own(request));
    }
    foreign(Method::GET, url)
        .map(Named::Foreign)
        .map_err(Error::Transport)
}

/// The URL that a monitor has moved to. A relative one is resolved against the monitor itself, and
/// not against the endpoint, because the monitor may be on another host (RFC 9110, section 10.2.2).
pub(crate) fn moved(monitor: &str, location: String) -> String {
    let Some((scheme, rest)) = monitor.split_once("://") else {
        return location;
    };
    // Only a scheme before the first `://` makes a URL absolute: a query may contain a URL as well.
    let is_of_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    if let Some((other, _)) = location.split_once("://")
        && other.bytes().all(is_of_scheme)
    {
        return location;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let path = &rest[host.len()..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
    match location.as_bytes() {
        [b'/', b'/', ..] => [scheme, ":", &location].concat(),
        [b'/', ..] => [scheme, "://", host, &location].concat(),
        [b'?', ..] => [scheme, "://", host, path, &location].concat(),
        _ => [scheme, "://", host, folder, &location].concat(),
    }
}

/// The URL of a path that a service named.
fn below(path: &str, endpoint: &Endpoint) -> String {
    let root = endpoint.as_str().trim_end_matches('/');
    let root_path = root
        .split_once("://")
        .and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
    match root_path {
        Some(root_path) if path.starts_with(root_path) => {
            [&root[..root.len() - root_path.len()], path].concat()
        }
        _ => [root, path].concat(),
    }
}

/// A request without a token, to a URL that a service named.
pub(crate) fn foreign(method: Method, url: &str) -> Result<Request<Vec<u8>>, TransportError> {
    let uri: Uri = url.parse().map_err(|_| TransportError::Url)?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(TransportError::Url);
    }
    let mut request = Request::new(Vec::new());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    Ok(request)
}

/// Reads the response to a request.
pub(crate) fn read<A: FromResponse>(
    response: Result<Response<Vec<u8>>, TransportError>,
) -> Result<A, Error> {
    let response = response.map_err(Error::Transport)?;
    A::from_response(response).map_err(Error::Response)
}

/// The time at which to repeat a read that found no entity. Any other error is returned.
pub(crate) fn absence(error: Error) -> Result<Option<RetryAfter>, WaitError> {
    match error.service() {
        Some(service) if service.status == StatusCode::NOT_FOUND => Ok(service.retry_after),
        _ => Err(WaitError::Request(error)),
    }
}
