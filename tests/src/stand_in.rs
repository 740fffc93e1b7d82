//! The service in memory of the test kit, over a socket.
//!
//! The service listens on a free loopback port and stops when it is dropped. Its pages hold two
//! entities.

use std::io::{self, Write};
use std::ops::Deref;
use std::sync::Arc;
use std::thread::JoinHandle;

use graph_client::testing::{Fault, Service};
use http::{HeaderName, HeaderValue, Method, Request, Response};
use tiny_http::{Header, Server};

pub use graph_client::testing::{PropertyType, Received, TOKEN, selects};

/// A running service. It has the methods of [`Service`].
pub struct StandIn {
    service: Service,
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl StandIn {
    /// Starts a service without entities, whose root is `/v1.0`.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port.
    pub fn start() -> io::Result<Self> {
        Self::start_at("/v1.0")
    }

    /// Starts a service without entities, whose root is a version such as `/beta`.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port.
    pub fn start_at(version: &str) -> io::Result<Self> {
        let server = Arc::new(Server::http("127.0.0.1:0").map_err(io::Error::other)?);
        let service = Service::at(&format!("http://{}{version}", server.server_addr()));
        service.set_page_size(2);
        let (listener, shared) = (Arc::clone(&server), service.clone());
        let thread = std::thread::spawn(move || {
            // `unblock` ends the iteration.
            for request in listener.incoming_requests() {
                answer(&shared, request);
            }
        });
        Ok(Self {
            service,
            server,
            thread: Some(thread),
        })
    }

    /// Sets the status and the `Retry-After` of the next response. A second call sets those of the
    /// response after it.
    pub fn disturb(&self, status: u16, retry_after: &str) {
        self.service.fail_next(Fault::Status {
            status,
            retry_after: retry_after.to_owned(),
        });
    }
}

impl Deref for StandIn {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(service: &Service, mut request: tiny_http::Request) {
    let mut body = Vec::new();
    // A body that breaks off is that of a client that is gone.
    let _ = request.as_reader().read_to_end(&mut body);
    let mut parsed = Request::new(body);
    *parsed.method_mut() = request.method().to_string().parse().unwrap_or(Method::GET);
    *parsed.uri_mut() = request.url().parse().unwrap_or_default();
    for header in request.headers() {
        let name = HeaderName::try_from(header.field.as_str().as_str());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(header.value.as_str())) {
            parsed.headers_mut().append(name, value);
        }
    }
    // A client that has disconnected needs no response.
    let _ = if let Some(response) = service.respond(&parsed) {
        request.respond(written(response))
    } else {
        // No client takes this for a response, so it sees that the connection has failed.
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nbroken\r\n";
        let mut writer = request.into_writer();
        writer.write_all(head).and_then(|()| writer.flush())
    };
}

fn written(response: Response<Vec<u8>>) -> tiny_http::Response<io::Cursor<Vec<u8>>> {
    let (head, body) = response.into_parts();
    let mut written = tiny_http::Response::from_data(body).with_status_code(head.status.as_u16());
    for (name, value) in &head.headers {
        if let Ok(header) = Header::from_bytes(name.as_str(), value.as_bytes()) {
            written.add_header(header);
        }
    }
    written
}
