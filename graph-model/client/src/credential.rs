//! Credentials and their tokens.
//!
//! The client asks a credential for a token. It keeps a token that has a time of expiry, and asks
//! for another one shortly before that time. A service that needs further claims in the token
//! responds with a claims challenge ("Claims challenges, claims requests and client capabilities"
//! of the Microsoft identity platform), which the client passes on to the credential.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use graph_model::{Endpoint, RequestError};
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Uri};

use crate::error::{BoxError, TransportError};
use crate::transport::BoxFuture;

/// A source of tokens, for an asynchronous [`Client`](crate::Client).
///
/// An asynchronous function that takes a [`TokenRequest`] and returns a token is a credential:
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use graph_client::{AccessToken, Credential, TokenRequest};
///
/// let credential = |request: TokenRequest| async move {
///     assert_eq!(request.scope, "https://graph.microsoft.com/.default");
///     // Ask the identity provider for a token here.
///     let token = AccessToken::from("eyJ0eXAi");
///     Ok::<_, std::io::Error>(token.expiring_at(SystemTime::now() + Duration::from_secs(3600)))
/// };
/// # fn is_credential(_: impl Credential) {}
/// # is_credential(credential);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a credential of an asynchronous client",
    label = "not a credential",
    note = "pass a token to `with_token`",
    note = "enable the feature `azure` and wrap a `TokenCredential` of `azure_core` in `AzureCredential::new`",
    note = "a function is a credential if it is `async`, takes a `TokenRequest` and returns a `Result<AccessToken, E>`; it is `Send` and `Sync`, and `E` is an error or a `Box<dyn Error + Send + Sync>`"
)]
pub trait Credential: Send + Sync {
    /// Obtains a token.
    ///
    /// # Errors
    ///
    /// Returns an error if no token can be obtained. The client then does not send the request, or
    /// does not repeat it after a challenge.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>>;
}

#[diagnostic::do_not_recommend]
impl<C, F, T, E> Credential for C
where
    C: Fn(TokenRequest) -> F + Send + Sync,
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<AccessToken>,
    E: Into<BoxError>,
{
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let token = self(request);
        Box::pin(async { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// A request for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The scope: by default all permissions that were granted at the endpoint's host, such as
    /// `https://graph.microsoft.com/.default`. See
    /// [`Client::with_scope`](crate::Client::with_scope).
    pub scope: String,
    /// The claims that the service has asked for, as JSON.
    pub claims: Option<String>,
}

/// A token, and the time at which it expires.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    secret: String,
    expires_at: Option<SystemTime>,
}

impl AccessToken {
    /// Sets the time at which the token expires. The client reuses the token until shortly before
    /// that time. For a token without such a time, it asks the credential again before each
    /// request.
    #[must_use]
    pub fn expiring_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// Whether both tokens are the same string.
    pub(crate) fn has_secret_of(&self, other: &Self) -> bool {
        self.secret == other.secret
    }

    /// The header that carries the token, or an error if none can.
    pub(crate) fn to_header(&self) -> Result<HeaderValue, TransportError> {
        let secret = &self.secret;
        let is_allowed = !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic());
        match HeaderValue::try_from(["Bearer ", secret].concat()) {
            Ok(mut value) if is_allowed => {
                value.set_sensitive(true);
                Ok(value)
            }
            _ => Err(TransportError::Credential(RequestError::Token.into())),
        }
    }

    /// Whether the token can be sent for a while.
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|time| time > now + MARGIN)
    }
}

/// The time before its expiry at which a token is not sent any more. The clocks of client and
/// service may differ, and a request takes time.
const MARGIN: Duration = Duration::from_secs(120);

impl From<String> for AccessToken {
    fn from(secret: String) -> Self {
        Self {
            secret,
            expires_at: None,
        }
    }
}

impl From<&str> for AccessToken {
    fn from(secret: &str) -> Self {
        secret.to_owned().into()
    }
}

/// Leaves out the token.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A token that never changes.
pub(crate) struct FixedToken(pub AccessToken);

#[diagnostic::do_not_recommend]
impl Credential for FixedToken {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let token = self.0.clone();
        Box::pin(async { Ok(token) })
    }
}

/// A credential of either kind, and the token that is kept.
pub(crate) struct Authorisation<C: ?Sized> {
    /// The scope and the token.
    kept: Mutex<Option<(String, AccessToken)>>,
    pub credential: Box<C>,
}

impl<C: ?Sized> Authorisation<C> {
    pub(crate) fn new(credential: Box<C>) -> Self {
        Self {
            kept: Mutex::default(),
            credential,
        }
    }

    /// The token that was kept for this scope, if it can still be sent.
    pub(crate) fn kept(&self, scope: &str) -> Option<AccessToken> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (kept_scope, token) = kept.as_ref()?;
        let is_usable = kept_scope == scope && token.is_fresh(SystemTime::now());
        is_usable.then(|| token.clone())
    }

    /// Keeps a token of this scope for later requests, or returns an error if it cannot be sent.
    pub(crate) fn keep(&self, scope: &str, token: &AccessToken) -> Result<(), TransportError> {
        token.to_header()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((scope.to_owned(), token.clone()));
        Ok(())
    }
}

/// The scope of all permissions at the host of an endpoint. Each national cloud of Microsoft Graph
/// has its own host.
pub(crate) fn scope_of(endpoint: &Endpoint) -> String {
    let uri: Option<Uri> = endpoint.as_str().parse().ok();
    let origin = uri
        .as_ref()
        .and_then(|uri| Some((uri.scheme_str()?, uri.authority()?)));
    match origin {
        Some((scheme, authority)) => {
            // The default port is not part of the scope.
            let host = match (scheme, authority.port_u16()) {
                ("https", Some(443)) | ("http", Some(80)) => authority.host(),
                _ => authority.as_str(),
            };
            format!("{scheme}://{host}/.default")
        }
        None => format!("{}/.default", endpoint.as_str()),
    }
}

/// Puts the token into the request.
pub(crate) fn authorise(
    mut request: Request<Vec<u8>>,
    token: &AccessToken,
) -> Result<Request<Vec<u8>>, TransportError> {
    request
        .headers_mut()
        .insert(AUTHORIZATION, token.to_header()?);
    Ok(request)
}
