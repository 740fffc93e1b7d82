//! The transport `ureq`.

use http::{Request, Response};

use crate::blocking::Transport;
use crate::error::BoxError;

/// Sends requests with ureq. Configure timeouts, proxies, TLS and redirects in the `ureq::Agent`.
/// At every redirect, ureq removes `Cookie`. It also removes `Authorization`, unless
/// `redirect_auth_headers` keeps it for the same host. It forwards headers of your own. Whatever
/// the agent's configuration says, an error status is a response, and a body may have any length.
#[diagnostic::do_not_recommend]
impl Transport for ureq::Agent {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        let request = self.configure_request(request);
        let result = self.run(request.http_status_as_error(false).build());
        let (head, mut body) = result.map_err(without_url)?.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Response::from_parts(head, body))
    }
}

/// An error without the URL in its message, which may be pre-authenticated.
fn without_url(error: ureq::Error) -> BoxError {
    match error {
        ureq::Error::BadUri(_) => "the URL is invalid".into(),
        ureq::Error::RequireHttpsOnly(_) => "the URL is not https".into(),
        error => error.into(),
    }
}
