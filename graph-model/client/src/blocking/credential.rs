//! Credentials for code without `async`.

use crate::credential::{AccessToken, FixedToken, TokenRequest};
use crate::error::BoxError;

/// A source of tokens, for a blocking [`Client`](super::Client).
///
/// A function that takes a [`TokenRequest`] and returns a token is a credential.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a credential of a blocking client",
    label = "not a credential",
    note = "pass a token to `with_token`",
    note = "a function is a credential if it takes a `TokenRequest` and returns a `Result<AccessToken, E>`; it is `Send` and `Sync`, and `E` is an error or a `Box<dyn Error + Send + Sync>`"
)]
pub trait Credential: Send + Sync {
    /// Obtains a token.
    ///
    /// # Errors
    ///
    /// Returns an error if no token can be obtained. The client then does not send the request, or
    /// does not repeat it after a challenge.
    fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError>;
}

#[diagnostic::do_not_recommend]
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

#[diagnostic::do_not_recommend]
impl Credential for FixedToken {
    fn token(&self, _: TokenRequest) -> Result<AccessToken, BoxError> {
        Ok(self.0.clone())
    }
}
