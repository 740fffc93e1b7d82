//! The HTTP client that tests send requests with: ureq.
//!
//! It reads bodies whole, and leaves error statuses and redirects to the library.

use http::{Request, Response};

/// Sends a request and reads the whole response.
///
/// # Errors
///
/// Returns an error if there is no connection.
pub fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(head, body.read_to_vec()?))
}
