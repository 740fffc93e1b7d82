//! The address of a service: one of the Microsoft Graph clouds, or a custom address.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use http::Uri;

use super::convention::{KeyConvention, OperationConvention, ReferenceConvention, UrlConventions};
use super::protocol_version::ProtocolVersion;
use super::service_root::{self, EndpointError, ServiceRoot, SharedRoot};

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
    root: SharedRoot,
    conventions: UrlConventions,
    version: ProtocolVersion,
    /// The origin that the service's links start with, if it is not the endpoint's own.
    internal_origin: Option<Cow<'static, str>>,
}

impl Endpoint {
    /// Microsoft Graph v1.0, global service.
    pub const V1_0: Self = Self::known(|| &service_root::GLOBAL_V1_0);
    /// Microsoft Graph beta, global service.
    pub const BETA: Self = Self::known(|| &service_root::GLOBAL_BETA);
    /// Microsoft Graph v1.0 for US Government L4 (GCC High).
    pub const US_GOVERNMENT_L4_V1_0: Self = Self::known(|| &service_root::US_L4_V1_0);
    /// Microsoft Graph beta for US Government L4 (GCC High).
    pub const US_GOVERNMENT_L4_BETA: Self = Self::known(|| &service_root::US_L4_BETA);
    /// Microsoft Graph v1.0 for US Government L5 (DOD).
    pub const US_GOVERNMENT_L5_V1_0: Self = Self::known(|| &service_root::US_L5_V1_0);
    /// Microsoft Graph beta for US Government L5 (DOD).
    pub const US_GOVERNMENT_L5_BETA: Self = Self::known(|| &service_root::US_L5_BETA);
    /// Microsoft Graph v1.0 in China, operated by 21Vianet.
    pub const CHINA_V1_0: Self = Self::known(|| &service_root::CHINA_V1_0);
    /// Microsoft Graph beta in China, operated by 21Vianet.
    pub const CHINA_BETA: Self = Self::known(|| &service_root::CHINA_BETA);

    const fn known(root: fn() -> &'static ServiceRoot) -> Self {
        Self {
            root: SharedRoot::Known(root),
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
        Self {
            root: SharedRoot::custom(base.into()),
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
        self.root.get().as_str()
    }

    /// The URL of a path that is empty or starts with a slash or a question mark.
    pub(crate) fn join(&self, path: String) -> Result<Uri, EndpointError> {
        self.root.get().join(path)
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
        endpoint.root.get().check()?;
        Ok(endpoint)
    }
}
