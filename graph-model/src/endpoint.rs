//! Where a service lives: the clouds of Microsoft Graph, or an address of one's own.

use std::borrow::Cow;
use std::fmt;

use http::Uri;
use http::uri::Authority;

use crate::request::RequestError;

/// The address that the paths of a service start from: scheme, host and, for Graph, the version.
///
/// ```
/// use graph_model::Endpoint;
///
/// assert_eq!(Endpoint::BETA.as_str(), "https://graph.microsoft.com/beta");
/// let proxy = Endpoint::new("http://127.0.0.1:8080/v1.0/");
/// assert_eq!(proxy.as_str(), "http://127.0.0.1:8080/v1.0");
/// ```
///
/// Hosts are those of "Microsoft Graph and Graph Explorer service root endpoints" in Microsoft's
/// documentation of national clouds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Cow<'static, str>);

impl Endpoint {
    /// Microsoft Graph v1.0, global service.
    pub const V1_0: Self = Self::known("https://graph.microsoft.com/v1.0");
    /// Microsoft Graph beta, global service.
    pub const BETA: Self = Self::known("https://graph.microsoft.com/beta");
    /// Microsoft Graph v1.0 for US Government L4 (GCC High).
    pub const US_GOVERNMENT_L4_V1_0: Self = Self::known("https://graph.microsoft.us/v1.0");
    /// Microsoft Graph beta for US Government L4 (GCC High).
    pub const US_GOVERNMENT_L4_BETA: Self = Self::known("https://graph.microsoft.us/beta");
    /// Microsoft Graph v1.0 for US Government L5 (DOD).
    pub const US_GOVERNMENT_L5_V1_0: Self = Self::known("https://dod-graph.microsoft.us/v1.0");
    /// Microsoft Graph beta for US Government L5 (DOD).
    pub const US_GOVERNMENT_L5_BETA: Self = Self::known("https://dod-graph.microsoft.us/beta");
    /// Microsoft Graph v1.0 in China, operated by 21Vianet.
    pub const CHINA_V1_0: Self = Self::known("https://microsoftgraph.chinacloudapi.cn/v1.0");
    /// Microsoft Graph beta in China, operated by 21Vianet.
    pub const CHINA_BETA: Self = Self::known("https://microsoftgraph.chinacloudapi.cn/beta");

    const fn known(base: &'static str) -> Self {
        Self(Cow::Borrowed(base))
    }

    /// An endpoint at an address of one's own: another service, a proxy, a test server.
    ///
    /// The address is checked when a request is built: it needs a scheme (`https` or `http`) and a host, and
    /// has neither query nor fragment nor credentials.
    #[must_use]
    pub fn new(base: impl Into<String>) -> Self {
        let mut base = base.into();
        base.truncate(base.trim_end_matches('/').len());
        Self(Cow::Owned(base))
    }

    /// The address, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A link that a service gave, such as the one to the next page, if it stays on this endpoint's own host.
    ///
    /// The request that follows it carries a token. So scheme, host and port must be those of the endpoint; the path may be
    /// any. A relative link counts from the service's root (OData JSON Format 4.01, section 4.5.1).
    pub(crate) fn own_link(&self, link: &str) -> Result<Uri, RequestError> {
        let root = self.join(String::new()).map_err(RequestError::Endpoint)?;
        let (Some(scheme), Some(authority)) = (root.scheme_str(), root.authority()) else {
            return Err(RequestError::Endpoint(EndpointError::NoScheme));
        };
        let absolute = if has_scheme(link) {
            link.to_owned()
        } else if link.starts_with("//") {
            // It names a host of its own, and is left to be compared.
            [scheme, ":", link].concat()
        } else if link.starts_with('/') {
            [scheme, "://", authority.as_str(), link].concat()
        } else {
            [self.as_str(), "/", link].concat()
        };
        let uri = Uri::try_from(absolute).map_err(|_| RequestError::Link)?;
        if origin(&uri) == origin(&root) {
            return match uri.authority() {
                Some(authority) if !authority.as_str().contains('@') => Ok(uri),
                _ => Err(RequestError::Link),
            };
        }
        let origin = format!(
            "{}://{}",
            uri.scheme_str().unwrap_or_default(),
            // Without the credentials that may stand before the host.
            uri.authority()
                .and_then(|authority| authority.as_str().rsplit('@').next())
                .unwrap_or_default()
        );
        Err(RequestError::ForeignLink { origin })
    }

    /// A URL of this endpoint as the path and query below it, as requests in a batch are addressed.
    pub(crate) fn relative(&self, uri: &Uri) -> Result<String, RequestError> {
        let root = self.join(String::new()).map_err(RequestError::Endpoint)?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let below = path.strip_prefix(root.path().trim_end_matches('/'));
        match below.filter(|below| below.starts_with('/')) {
            Some(below) => Ok(below.to_owned()),
            // The same host, but another version of the service.
            None => Err(RequestError::ForeignLink {
                origin: uri.to_string().replace(path, ""),
            }),
        }
    }

    /// The URL of a path that starts with a slash.
    pub(crate) fn join(&self, mut path: String) -> Result<Uri, EndpointError> {
        if self.0.contains(['?', '#']) {
            return Err(EndpointError::QueryOrFragment);
        }
        // The path was written with room for the endpoint.
        path.insert_str(0, &self.0);
        let uri = Uri::try_from(path).map_err(|_| {
            if self.0.contains("://") {
                EndpointError::NotAnAddress
            } else {
                EndpointError::NoScheme
            }
        })?;
        match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(authority)) if authority.as_str().contains('@') => {
                Err(EndpointError::Credentials)
            }
            (Some("http" | "https"), Some(_)) => Ok(uri),
            _ => Err(EndpointError::NoScheme),
        }
    }
}

/// Whether a link starts with a scheme (RFC 3986, section 3.1), rather than being relative.
fn has_scheme(link: &str) -> bool {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    link.split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_scheme))
}

/// What makes two addresses the same place: scheme, host and port (RFC 6454, section 4).
fn origin(uri: &Uri) -> (Option<String>, Option<String>, Option<u16>) {
    let scheme = uri.scheme_str().map(str::to_ascii_lowercase);
    let default = match scheme.as_deref() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    let host = uri.host().map(str::to_ascii_lowercase);
    let port = uri.authority().and_then(Authority::port_u16).or(default);
    (scheme, host, port)
}

/// Why an endpoint's address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It does not start with `https://` or `http://`.
    NoScheme,
    /// It is no URL, or too long for one.
    NotAnAddress,
    /// It holds a `?` or `#`, after which no path can follow.
    QueryOrFragment,
    /// It holds a user name or password, which belong into a header.
    Credentials,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "the endpoint does not start with `https://` or `http://`",
            Self::NotAnAddress => "the endpoint and the path are no URL",
            Self::QueryOrFragment => "the endpoint holds a query or a fragment",
            Self::Credentials => "the endpoint holds credentials",
        })
    }
}

impl std::error::Error for EndpointError {}
