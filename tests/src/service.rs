//! A service for one test: a socket on the loopback interface, and a function that responds.
//!
//! The service does not use the library, so it sees what is really sent.

use std::sync::Arc;
use std::thread::JoinHandle;

use graph_model::{Endpoint, FromResponse, RequestBuilder, ResponseError};
use tiny_http::{Request, Server};

use crate::client;

/// A running service. It stops when it is dropped.
pub struct Service {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    /// Starts a service on a free port.
    ///
    /// # Panics
    ///
    /// Panics if there is no free port.
    pub fn start(mut respond: impl FnMut(Request) + Send + 'static) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let listener = Arc::clone(&server);
        let thread = std::thread::spawn(move || {
            for request in listener.incoming_requests() {
                respond(request);
            }
        });
        Self {
            server,
            thread: Some(thread),
        }
    }

    /// The endpoint at the root of the service.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::new(format!("http://{}", self.server.server_addr()))
    }

    /// Sends a request, and reads its response.
    ///
    /// # Errors
    ///
    /// Returns an error if the response is one.
    ///
    /// # Panics
    ///
    /// Panics if the request cannot be built or sent.
    pub fn send<A: FromResponse>(&self, request: RequestBuilder<A>) -> Result<A, ResponseError> {
        let request = request.build(&self.endpoint()).unwrap();
        A::from_response(client::send(request).unwrap())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
