//! Links that a service sends. A link is followed only if it stays at the endpoint, because the
//! request carries a token.

use std::error::Error;
use std::fmt;

use http::Uri;
use http::uri::Authority;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::endpoint::Endpoint;
use super::service_root::{EndpointError, origin};

impl Endpoint {
    /// Returns the URL of a link that a service sent, such as a next link, if it stays on this
    /// endpoint's host.
    ///
    /// The request for the link carries a token, so scheme, host and port must match those of the
    /// endpoint. The path may be any. A relative link is resolved against the service root (OData
    /// JSON Format 4.01, section 4.3).
    pub(crate) fn own_link(&self, link: &str) -> Result<Uri, LinkError> {
        let root = self.join(String::new()).map_err(LinkError::Endpoint)?;
        let (Some(scheme), Some(authority)) = (root.scheme_str(), root.authority()) else {
            return Err(LinkError::Endpoint(EndpointError::NoScheme));
        };
        let link = &encoded(link.trim_start_matches('\u{feff}').trim());
        let absolute = if has_scheme(link) {
            link.clone()
        } else if link.starts_with("//") {
            // The link names its own host, which is compared below.
            [scheme, ":", link].concat()
        } else if link.starts_with('/') {
            [scheme, "://", authority.as_str(), link].concat()
        } else {
            [self.as_str(), "/", link].concat()
        };
        let uri = Uri::try_from(absolute).map_err(|_| LinkError::NotALink)?;
        let internal = self.internal_origin();
        let internal = internal.as_ref().and_then(origin);
        if internal.is_some() && origin(&uri) == internal {
            let path = uri.path_and_query().map_or("/", |path| path.as_str());
            let own = [scheme, "://", authority.as_str(), path].concat();
            return Uri::try_from(own).map_err(|_| LinkError::NotALink);
        }
        match (origin(&uri), origin(&root)) {
            (Some(other), Some(own)) if other == own => Ok(uri),
            // The host is the endpoint's own, but the text around it is not a port.
            (None, Some(own)) if uri.host().is_none_or(|host| own.is_on(host)) => {
                Err(LinkError::NotALink)
            }
            _ => Err(LinkError::Foreign {
                origin: shown_origin(&uri),
            }),
        }
    }

    /// Returns the path and query of a URL below this endpoint. Requests in a batch are addressed
    /// this way.
    pub(crate) fn relative(&self, uri: &Uri) -> Result<String, LinkError> {
        let root = self.join(String::new()).map_err(LinkError::Endpoint)?;
        let root_path = root.path().trim_end_matches('/');
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let below = path
            .split_at_checked(root_path.len())
            .and_then(|(start, below)| start.eq_ignore_ascii_case(root_path).then_some(below));
        match below {
            Some(below) if below.starts_with('/') => Ok(below.to_owned()),
            Some(below) if below.is_empty() || below.starts_with('?') => Ok(["/", below].concat()),
            // The host is the same, but the version of the service is different.
            _ => Err(LinkError::Foreign {
                origin: shown_origin(uri),
            }),
        }
    }
}

/// The characters that no URL may contain (RFC 3986, section 2), and that services write into their
/// links all the same. A `%` is left as it is, because it starts an encoded character.
const NOT_IN_A_URL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The link with its path and query encoded where a service forgot to. The host is left as it is.
fn encoded(link: &str) -> String {
    let has_host = has_scheme(link) || link.starts_with("//");
    let start = match link.find("//").filter(|_| has_host) {
        Some(slashes) => {
            let path = link[slashes + 2..].find(['/', '?', '#']);
            path.map_or(link.len(), |path| slashes + 2 + path)
        }
        None => 0,
    };
    let (host, path) = link.split_at(start);
    [host, &utf8_percent_encode(path, NOT_IN_A_URL).to_string()].concat()
}

/// Whether a link starts with a scheme (RFC 3986, section 3.1), rather than being relative.
fn has_scheme(link: &str) -> bool {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    link.split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_scheme))
}

/// Returns the start of a URL for an error, without the credentials that may precede the host.
fn shown_origin(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", Authority::as_str);
    let host = authority.rsplit('@').next().unwrap_or_default();
    [scheme, "://", host].concat()
}

/// The reason why a link that a service sent is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// The link leads to another origin, to which the token must not be sent.
    Foreign {
        /// The target of the link: scheme, host, and the port if there is one.
        origin: String,
    },
    /// The link is not a URL, or has credentials.
    NotALink,
    /// A page links to itself or to an earlier page, so that paging would never end.
    Repeated,
    /// The endpoint cannot be used.
    Endpoint(EndpointError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { origin } => write!(
                f,
                "the link leads to `{origin}`, away from the endpoint, and is not followed"
            ),
            Self::NotALink => f.write_str("the link is not a URL, or has credentials"),
            Self::Repeated => f.write_str("the page links to itself or to an earlier page"),
            Self::Endpoint(error) => error.fmt(f),
        }
    }
}

impl Error for LinkError {}
