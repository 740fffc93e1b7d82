//! Tokens of the credentials of Azure's SDK.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use azure_core::credentials::{TokenCredential, TokenRequestOptions};
use azure_core::http::ClientMethodOptions;

use crate::credential::{AccessToken, Credential, TokenRequest};
use crate::error::BoxError;
use crate::transport::BoxFuture;

/// A [`Credential`] that asks a credential of `azure_identity`, or any other
/// `azure_core::credentials::TokenCredential`, for its tokens.
///
/// The scope is that of the endpoint's host, so the credential works in every national cloud.
///
/// `azure_core` 1 has no option for claims. The claims of a challenge are in the context of the
/// options, as [`Claims`]. A credential that does not read them there gives a token without them.
///
/// ```
/// use std::sync::Arc;
///
/// use azure_core::credentials::TokenCredential;
/// use graph_client::{AzureCredential, Client, Transport};
/// use graph_model::Endpoint;
///
/// fn client(credential: Arc<dyn TokenCredential>, transport: impl Transport + 'static) -> Client {
///     Client::new(Endpoint::V1_0, transport).with_credential(AzureCredential::new(credential))
/// }
/// ```
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

/// The claims that a token must have, as JSON. [`AzureCredential`] puts them into the context of
/// `TokenRequestOptions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims(pub String);

impl AzureCredential {
    /// Creates a credential that asks this one.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureCredential").finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl Credential for AzureCredential {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        Box::pin(async move {
            let options = request.claims.map(|claims| TokenRequestOptions {
                method_options: ClientMethodOptions {
                    context: azure_core::http::Context::new().with_value(Claims(claims)),
                },
            });
            let token = self.0.get_token(&[&request.scope], options).await?;
            let expires_at = SystemTime::from(token.expires_on);
            Ok(AccessToken::from(token.token.secret()).expiring_at(expires_at))
        })
    }
}
