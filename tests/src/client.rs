//! The client that tests send with: ureq, its bodies read whole, the statuses of errors left to the library.

use http::{Request, Response};

/// Sends a request and reads the whole response.
///
/// # Errors
///
/// When there is no connection.
pub fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(head, body.read_to_vec()?))
}
