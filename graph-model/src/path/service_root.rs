//! The URL that all paths of a service start from.
//!
//! OData URL Conventions 4.01, section 3. The root is parsed once, which leaves a request only its
//! own path to parse.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

pub(super) static GLOBAL_V1_0: ServiceRoot = known("https://graph.microsoft.com/v1.0");
pub(super) static GLOBAL_BETA: ServiceRoot = known("https://graph.microsoft.com/beta");
pub(super) static US_L4_V1_0: ServiceRoot = known("https://graph.microsoft.us/v1.0");
pub(super) static US_L4_BETA: ServiceRoot = known("https://graph.microsoft.us/beta");
pub(super) static US_L5_V1_0: ServiceRoot = known("https://dod-graph.microsoft.us/v1.0");
pub(super) static US_L5_BETA: ServiceRoot = known("https://dod-graph.microsoft.us/beta");
pub(super) static CHINA_V1_0: ServiceRoot = known("https://microsoftgraph.chinacloudapi.cn/v1.0");
pub(super) static CHINA_BETA: ServiceRoot = known("https://microsoftgraph.chinacloudapi.cn/beta");

const fn known(url: &'static str) -> ServiceRoot {
    ServiceRoot {
        url: Cow::Borrowed(url),
        parsed: OnceLock::new(),
    }
}

/// The longest URL that the `http` crate accepts, in bytes.
const LONGEST: usize = u16::MAX as usize - 1;

/// The URL of a service root, without a trailing slash.
pub(super) struct ServiceRoot {
    url: Cow<'static, str>,
    parsed: OnceLock<Result<Parsed, EndpointError>>,
}

struct Parsed {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or the segments that come before the path of a request: `/v1.0`.
    path: String,
}

impl ServiceRoot {
    fn new(mut url: String) -> Self {
        url.truncate(url.trim_end_matches('/').len());
        Self {
            url: Cow::Owned(url),
            parsed: OnceLock::new(),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.url
    }

    /// Checks the URL.
    pub(super) fn check(&self) -> Result<(), EndpointError> {
        self.parsed().map(|_| ())
    }

    /// The URL of a path that is empty or starts with a slash or a question mark.
    pub(super) fn join(&self, mut path: String) -> Result<Uri, EndpointError> {
        let root = self.parsed()?;
        if self.url.len() + path.len() > LONGEST {
            return Err(EndpointError::NotAnAddress);
        }
        path.insert_str(0, &root.path);
        if path.is_empty() {
            path.push('/');
        }
        let mut parts = Parts::default();
        parts.scheme = Some(root.scheme.clone());
        parts.authority = Some(root.authority.clone());
        parts.path_and_query =
            Some(PathAndQuery::try_from(path).map_err(|_| EndpointError::NotAnAddress)?);
        Uri::from_parts(parts).map_err(|_| EndpointError::NotAnAddress)
    }

    fn parsed(&self) -> Result<&Parsed, EndpointError> {
        let parsed = self.parsed.get_or_init(|| parse(&self.url));
        parsed.as_ref().map_err(|error| *error)
    }
}

fn parse(url: &str) -> Result<Parsed, EndpointError> {
    if url.contains(['?', '#']) {
        return Err(EndpointError::QueryOrFragment);
    }
    let uri = Uri::try_from(url).map_err(|_| {
        if url.contains("://") {
            EndpointError::NotAnAddress
        } else {
            EndpointError::NoScheme
        }
    })?;
    let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
        return Err(EndpointError::NoScheme);
    };
    if ![Scheme::HTTP, Scheme::HTTPS].contains(scheme) {
        return Err(EndpointError::NoScheme);
    }
    if authority.as_str().contains('@') {
        return Err(EndpointError::Credentials);
    }
    if origin(&uri).is_none() {
        return Err(EndpointError::NotAnAddress);
    }
    Ok(Parsed {
        scheme: scheme.clone(),
        authority: authority.clone(),
        path: uri.path().trim_end_matches('/').to_owned(),
    })
}

/// A service root that many endpoints may share.
#[derive(Clone)]
pub(super) enum SharedRoot {
    /// One of the roots above. Before Rust 1.90, a constant cannot refer to a static with a
    /// `OnceLock`.
    Known(fn() -> &'static ServiceRoot),
    Custom(Arc<ServiceRoot>),
}

impl SharedRoot {
    pub(super) fn custom(url: String) -> Self {
        Self::Custom(Arc::new(ServiceRoot::new(url)))
    }

    pub(super) fn get(&self) -> &ServiceRoot {
        match self {
            Self::Known(root) => root(),
            Self::Custom(root) => root,
        }
    }
}

impl PartialEq for SharedRoot {
    fn eq(&self, other: &Self) -> bool {
        self.get().as_str() == other.get().as_str()
    }
}

impl Eq for SharedRoot {}

impl Hash for SharedRoot {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().as_str().hash(state);
    }
}

/// Writes the URL.
impl fmt::Debug for SharedRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().as_str().fmt(f)
    }
}

/// The scheme, host and port, which together identify a place (RFC 6454, section 4).
#[derive(Clone, Copy)]
pub(super) struct Origin<'u> {
    scheme: &'u str,
    host: &'u str,
    port: u16,
}

impl Origin<'_> {
    pub(super) fn is_on(self, host: &str) -> bool {
        self.host.eq_ignore_ascii_case(host)
    }
}

impl PartialEq for Origin<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.scheme.eq_ignore_ascii_case(other.scheme)
            && self.is_on(other.host)
            && self.port == other.port
    }
}

/// Returns the origin of a URL, or `None` if its authority is anything other than a host and a
/// port. It may hold credentials, or a port that is not a number.
pub(super) fn origin(uri: &Uri) -> Option<Origin<'_>> {
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
    let host = uri.host().filter(|host| !host.is_empty())?;
    let port = match authority.as_str().strip_prefix(host)? {
        "" | ":" if scheme.eq_ignore_ascii_case("https") => 443,
        "" | ":" => 80,
        port => port.strip_prefix(':')?.parse().ok()?,
    };
    Some(Origin { scheme, host, port })
}

/// The reason why an endpoint's address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The address does not start with `https://` or `http://`.
    NoScheme,
    /// The address is not a URL, or is too long for one.
    NotAnAddress,
    /// The address contains a `?` or `#`, after which no path can follow.
    QueryOrFragment,
    /// The address contains a user name or password, which belong in a header.
    Credentials,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "the endpoint does not start with `https://` or `http://`",
            Self::NotAnAddress => "the endpoint and the path do not form a URL",
            Self::QueryOrFragment => "the endpoint has a query or a fragment",
            Self::Credentials => "the endpoint contains credentials",
        })
    }
}

impl std::error::Error for EndpointError {}
