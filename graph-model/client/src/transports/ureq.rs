//! The transport `ureq`.

use http::{Request, Response};

use crate::blocking::Transport;
use crate::error::BoxError;

/// Sends requests with ureq, whose configuration holds for timeouts, proxies, TLS and redirects.
/// After a redirect to another host, ureq leaves out `Authorization` and `Cookie`, and no other
/// header. Whatever the agent's configuration says, an error status is a response, and bodies have
/// any length.
impl Transport for ureq::Agent {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        // ureq refuses a body where a method has none by default, even if the body is empty.
        let result = if request.body().is_empty() && is_without_body(request.method()) {
            let request = request.map(|_| ());
            self.run(
                self.configure_request(request)
                    .http_status_as_error(false)
                    .build(),
            )
        } else {
            self.run(
                self.configure_request(request)
                    .http_status_as_error(false)
                    .build(),
            )
        };
        let (head, mut body) = result.map_err(without_url)?.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Response::from_parts(head, body))
    }
}

/// Whether requests of this method have no body.
fn is_without_body(method: &http::Method) -> bool {
    matches!(method.as_str(), "GET" | "HEAD" | "DELETE")
}

/// An error without the URL in its message, which may be pre-authenticated.
fn without_url(error: ureq::Error) -> BoxError {
    match error {
        ureq::Error::BadUri(_) => "the URL is invalid".into(),
        ureq::Error::RequireHttpsOnly(_) => "the URL is not https".into(),
        error => error.into(),
    }
}
