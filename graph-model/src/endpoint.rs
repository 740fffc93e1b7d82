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
        match (origin(&uri), origin(&root)) {
            (Some(other), Some(own)) if other == own => Ok(uri),
            // The endpoint's own host, with something around it that is no port.
            (None, Some(own)) if uri.host().is_none_or(|host| own.is_on(host)) => {
                Err(RequestError::Link)
            }
            _ => Err(RequestError::ForeignLink {
                origin: shown_origin(&uri),
            }),
        }
    }

    /// A URL of this endpoint as the path and query below it, as requests in a batch are addressed.
    pub(crate) fn relative(&self, uri: &Uri) -> Result<String, RequestError> {
        let root = self.join(String::new()).map_err(RequestError::Endpoint)?;
        let root_path = root.path().trim_end_matches('/');
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let below = path
            .split_at_checked(root_path.len())
            .and_then(|(start, below)| start.eq_ignore_ascii_case(root_path).then_some(below));
        match below {
            Some(below) if below.starts_with('/') => Ok(below.to_owned()),
            Some(below) if below.is_empty() || below.starts_with('?') => Ok(["/", below].concat()),
            // The same host, but another version of the service.
            _ => Err(RequestError::ForeignLink {
                origin: shown_origin(uri),
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
            // What is known needs no look.
            (Some("http" | "https"), Some(_))
                if matches!(self.0, Cow::Owned(_)) && origin(&uri).is_none() =>
            {
                Err(EndpointError::NotAnAddress)
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
#[derive(Clone, Copy)]
struct Origin<'u> {
    scheme: &'u str,
    host: &'u str,
    port: u16,
}

impl Origin<'_> {
    fn is_on(self, host: &str) -> bool {
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

/// The origin of a URL. `None` where there is more or less to its authority than host and port: credentials, or a port that
/// is no number.
fn origin(uri: &Uri) -> Option<Origin<'_>> {
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
    let host = uri.host().filter(|host| !host.is_empty())?;
    let port = match authority.as_str().strip_prefix(host)? {
        "" | ":" if scheme.eq_ignore_ascii_case("https") => 443,
        "" | ":" => 80,
        port => port.strip_prefix(':')?.parse().ok()?,
    };
    Some(Origin { scheme, host, port })
}

/// The start of a URL as an error names it, without the credentials that may stand before the host.
fn shown_origin(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", Authority::as_str);
    let host = authority.rsplit('@').next().unwrap_or_default();
    [scheme, "://", host].concat()
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
