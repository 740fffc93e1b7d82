//! The address of a service: one of the Microsoft Graph clouds, or a custom address.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use http::Uri;

use super::convention::{KeyConvention, OperationConvention, ReferenceConvention, UrlConventions};
use super::protocol_version::ProtocolVersion;

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
/// The hosts come from "Microsoft Graph and Graph Explorer service root endpoints" in Microsoft's
/// documentation of national clouds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    base: Cow<'static, str>,
    conventions: UrlConventions,
    version: ProtocolVersion,
    /// The origin that the service's links start with, if it is not the endpoint's own.
    internal_origin: Option<Cow<'static, str>>,
}

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
        Self {
            base: Cow::Borrowed(base),
            conventions: UrlConventions {
                keys: KeyConvention::AsSegment,
                operations: OperationConvention::ShortName,
                references: ReferenceConvention::Absolute,
            },
            version: ProtocolVersion::V4_0,
            internal_origin: None,
        }
    }

    /// Returns an endpoint at a custom address, such as another service, a proxy or a test server.
    ///
    /// The address is checked when a request is built. It needs a scheme (`https` or `http`) and a
    /// host, and must not have a query, a fragment or credentials.
    #[must_use]
    pub fn new(base: impl Into<String>) -> Self {
        let mut base = base.into();
        base.truncate(base.trim_end_matches('/').len());
        Self {
            base: Cow::Owned(base),
            conventions: UrlConventions::default(),
            version: ProtocolVersion::default(),
            internal_origin: None,
        }
    }

    /// Sets how the keys in a [`Route`](super::Route) are written. By default, a key is a segment,
    /// as in Microsoft Graph.
    #[must_use]
    pub fn with_keys(mut self, convention: KeyConvention) -> Self {
        self.conventions.keys = convention;
        self
    }

    /// Sets how the names of bound actions and functions are written. By default, a name has no
    /// namespace, as in Microsoft Graph.
    #[must_use]
    pub fn with_operations(mut self, convention: OperationConvention) -> Self {
        self.conventions.operations = convention;
        self
    }

    /// Sets how references to entities are sent. By default, a reference is an absolute URL.
    #[must_use]
    pub fn with_references(mut self, convention: ReferenceConvention) -> Self {
        self.conventions.references = convention;
        self
    }

    /// Sets the latest version of OData in which the service may respond. It is sent in the header
    /// `OData-MaxVersion`. By default, it is 4.0.
    #[must_use]
    pub fn with_max_version(mut self, version: ProtocolVersion) -> Self {
        self.version = version;
        self
    }

    /// Sets the origin that the service uses internally, such as `http://backend:8080`. A service
    /// behind a gateway may write it into its links. Such links are followed at the origin of the
    /// endpoint, and the token is sent nowhere else.
    ///
    /// ```
    /// use graph_model::http::{Page, RequestBuilder};
    /// use graph_model::{Endpoint, Entity};
    ///
    /// let endpoint = Endpoint::new("https://api.contoso.example/odata").with_internal_origin("http://backend:8080");
    /// let link = "http://backend:8080/odata/orders?$skip=20";
    /// let request = RequestBuilder::<Page<Entity>>::follow(link).build(&endpoint)?;
    /// assert_eq!(request.uri(), "https://api.contoso.example/odata/orders?$skip=20");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[must_use]
    pub fn with_internal_origin(mut self, origin: impl Into<String>) -> Self {
        self.internal_origin = Some(Cow::Owned(origin.into()));
        self
    }

    /// The latest version in which the service may respond.
    pub(crate) fn version(&self) -> ProtocolVersion {
        self.version
    }

    /// The origin that the service's links may start with.
    pub(super) fn internal_origin(&self) -> Option<Uri> {
        Uri::try_from(self.internal_origin.as_deref()?).ok()
    }

    /// How keys, the names of operations and references are written.
    pub(crate) fn conventions(&self) -> UrlConventions {
        self.conventions
    }

    /// Returns the address, without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// The URL of a path that starts with a slash.
    pub(crate) fn join(&self, mut path: String) -> Result<Uri, EndpointError> {
        if self.base.contains(['?', '#']) {
            return Err(EndpointError::QueryOrFragment);
        }
        // The string of the path already has room for the endpoint.
        path.insert_str(0, &self.base);
        let uri = Uri::try_from(path).map_err(|_| {
            if self.base.contains("://") {
                EndpointError::NotAnAddress
            } else {
                EndpointError::NoScheme
            }
        })?;
        match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(authority)) if authority.as_str().contains('@') => {
                Err(EndpointError::Credentials)
            }
            // A known endpoint does not need the check.
            (Some("http" | "https"), Some(_))
                if matches!(self.base, Cow::Owned(_)) && origin(&uri).is_none() =>
            {
                Err(EndpointError::NotAnAddress)
            }
            (Some("http" | "https"), Some(_)) => Ok(uri),
            _ => Err(EndpointError::NoScheme),
        }
    }
}

/// Writes the address.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Parses an endpoint, and checks its address immediately.
impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(address: &str) -> Result<Self, EndpointError> {
        let endpoint = Self::new(address);
        endpoint.join(String::new())?;
        Ok(endpoint)
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
