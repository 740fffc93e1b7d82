//! A server for the tests of every adapter, and what each adapter is held to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use graph_model_tests::service::Service;
use graph_model_tests::stand_in::StandIn;
use serde_json::json;
use tiny_http::{Header, Response};

/// The length of a large body: more than the ten megabytes that some clients allow.
pub const LARGE: usize = 12_000_000;

/// A stand-in with two groups.
pub fn stand_in() -> StandIn {
    let service = StandIn::start().unwrap();
    for id in ["1", "2"] {
        let entity = json!({ "id": id, "displayName": format!("Group {id}") });
        service.put("/groups", entity);
    }
    service
}

/// A server that has a large file, and whether the requests to it had tokens.
pub fn file_server() -> (Service, Receiver<bool>) {
    let (sender, receiver) = channel();
    let server = Service::start(move |request| {
        let has_token = request
            .headers()
            .iter()
            .any(|header| header.field.equiv("Authorization"));
        sender.send(has_token).unwrap();
        request.respond(Response::from_data(large_body())).unwrap();
    });
    (server, receiver)
}

pub fn large_body() -> Vec<u8> {
    (0..LARGE)
        .map(|number| u8::try_from(number % 251).unwrap())
        .collect()
}

/// A server that redirects every request to another server.
pub fn redirecting_to(server: &Service) -> Service {
    let location = format!("{}/file", server.endpoint().as_str());
    Service::start(move |request| {
        let header = Header::from_bytes("Location", location.as_str()).unwrap();
        let response = Response::from_data("")
            .with_status_code(302)
            .with_header(header);
        request.respond(response).unwrap();
    })
}

/// A server that takes one request and never responds.
pub struct SilentServer {
    pub root: String,
    thread: JoinHandle<usize>,
}

impl SilentServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}/v1.0", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let (mut connection, _) = listener.accept().unwrap();
            connection
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            read_head(&mut connection);
            let rest = connection.read(&mut [0; 16]);
            // A closed connection gives no byte, or an error where it was reset.
            let _ = connection.write(b"late");
            rest.unwrap_or(0)
        });
        Self { root, thread }
    }

    /// Checks that the client has closed the connection.
    pub fn assert_closed(self) {
        assert_eq!(self.thread.join().unwrap(), 0);
    }
}

fn read_head(connection: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        connection.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
}
