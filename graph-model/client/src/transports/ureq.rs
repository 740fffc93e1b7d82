//! The transport `ureq`.

use http::{Request, Response};

use crate::blocking::Transport;
use crate::error::BoxError;

/// Sends requests with ureq, whose configuration holds for timeouts, proxies, TLS and redirects. A
/// token is not sent to another host. Whatever the agent's configuration says, an error status is a
/// response, and bodies have any length.
impl Transport for ureq::Agent {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        // ureq refuses a body where a method has none by default, even if the body is empty.
        let response = if request.body().is_empty() && is_without_body(request.method()) {
            let request = request.map(|_| ());
            self.run(
                self.configure_request(request)
                    .http_status_as_error(false)
                    .build(),
            )?
        } else {
            self.run(
                self.configure_request(request)
                    .http_status_as_error(false)
                    .build(),
            )?
        };
        let (head, mut body) = response.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Response::from_parts(head, body))
    }
}

/// Whether requests of this method have no body.
fn is_without_body(method: &http::Method) -> bool {
    matches!(method.as_str(), "GET" | "HEAD" | "DELETE")
}
