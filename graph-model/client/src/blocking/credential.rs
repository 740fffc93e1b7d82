//! Credentials for code without `async`.

use crate::credential::{AccessToken, FixedToken, TokenRequest};
use crate::error::BoxError;

/// A source of tokens, for a blocking [`Client`](super::Client). A function from a [`TokenRequest`]
/// to a token is a credential.
pub trait Credential: Send + Sync {
    /// Obtains a token.
    ///
    /// # Errors
    ///
    /// Returns an error if no token can be obtained. The request is not sent in that case.
    fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError>;
}

impl<C, T, E> Credential for C
where
    C: Fn(TokenRequest) -> Result<T, E> + Send + Sync,
    T: Into<AccessToken>,
    E: Into<BoxError>,
{
    fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        self(request).map(Into::into).map_err(Into::into)
    }
}

impl Credential for FixedToken {
    fn token(&self, _: TokenRequest) -> Result<AccessToken, BoxError> {
        Ok(self.0.clone())
    }
}
