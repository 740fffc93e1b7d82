//! A stand-in for a service such as Microsoft Graph. It serves collections of entities over HTTP.
//!
//! The service listens on a free loopback port and stops when it is dropped. It does not use the
//! library: entities are plain JSON, and the service reads queries with its own parser. Independent
//! code therefore checks the requests that the library sends.
//!
//! `store` holds the entities and responds to requests. `schema` refuses values that do not fit the
//! types of the service. `query` reads query options, `filter` evaluates `$filter`, and `batch`
//! splits a batch into its requests. `keys` reads keys in parentheses.

mod batch;
mod expression;
mod filter;
mod keys;
mod query;
mod schema;
mod store;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use serde_json::{Value, json};
use tiny_http::{Header, Server};

pub use schema::PropertyType;
use store::Store;

/// The only token that the service accepts.
pub const TOKEN: &str = "eyJ0eXAiOiJKV1QifQ.stand-in";

/// Whether a filter selects an entity.
///
/// # Errors
///
/// Returns where the filter is invalid.
pub fn selects(filter: &str, entity: &Value) -> Result<bool, String> {
    filter::Filter::parse(filter).map(|filter| filter.holds(entity))
}

/// A running service.
pub struct StandIn {
    /// The version in the paths of the service, such as `/v1.0`.
    version: &'static str,
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    store: Store,
    received: Vec<Received>,
    /// The responses to send instead of the real ones: the status, and `Retry-After` in seconds.
    disturbances: Vec<(u16, &'static str)>,
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and the query, as they were sent.
    pub url: String,
    /// The headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The body, or null if there is no body.
    pub body: Value,
    /// The status of the response.
    pub status: u16,
}

/// A response.
struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Option<Value>,
}

impl Reply {
    fn of(status: u16, body: Value) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Some(body),
        }
    }

    fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: None,
        }
    }

    fn error(status: u16, code: &str, message: &str) -> Self {
        let inner = json!({ "date": "2026-01-01T00:00:00", "request-id": "stand-in" });
        let error = json!({ "code": code, "message": message, "innerError": inner });
        Self::of(status, json!({ "error": error }))
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
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
    pub fn start_at(version: &'static str) -> io::Result<Self> {
        let server = Arc::new(Server::http("127.0.0.1:0").map_err(io::Error::other)?);
        let state = Arc::new(Mutex::new(State::default()));
        let (listener, shared) = (Arc::clone(&server), Arc::clone(&state));
        let root = format!("http://{}{version}", server.server_addr());
        shared_state(&state).store.set_root(root);
        let thread = std::thread::spawn(move || {
            // `unblock` ends the iteration.
            for request in listener.incoming_requests() {
                answer(&mut shared_state(&shared), version, request);
            }
        });
        Ok(Self {
            version,
            server,
            thread: Some(thread),
            state,
        })
    }

    /// Returns the root of the service, such as `http://127.0.0.1:41234/v1.0`.
    #[must_use]
    pub fn root(&self) -> String {
        format!("http://{}{}", self.server.server_addr(), self.version)
    }

    /// Puts an entity into a collection, such as `/groups`. The entity needs an `id`.
    pub fn put(&self, collection: &str, entity: Value) {
        shared_state(&self.state).store.put(collection, entity);
    }

    /// Returns the entities of a collection.
    #[must_use]
    pub fn entities(&self, collection: &str) -> Vec<Value> {
        shared_state(&self.state).store.entities(collection)
    }

    /// Declares a type with the properties that its values may have.
    pub fn declare(&self, ty: &str, properties: &[(&str, PropertyType)]) {
        shared_state(&self.state)
            .store
            .schema_mut()
            .declare(ty, properties);
    }

    /// Makes the service check later changes to the entities of a collection against a declared
    /// type.
    pub fn check(&self, collection: &str, ty: &str) {
        shared_state(&self.state)
            .store
            .schema_mut()
            .check(collection, ty);
    }

    /// Declares the properties of the key of an entity set, whose keys are in parentheses.
    pub fn declare_key(&self, set: &str, properties: &[&str]) {
        let mut state = shared_state(&self.state);
        state.store.keys_mut().declare(set, properties);
    }

    /// Makes the service refuse an update or a deletion without `If-Match`, with status 428.
    pub fn require_etags(&self) {
        shared_state(&self.state).store.require_etags();
    }

    /// Makes later links to further pages lead to this root.
    pub fn lead_astray(&self, root: &str) {
        shared_state(&self.state).store.set_root(root.to_owned());
    }

    /// Sets the status and the `Retry-After` of the next response. A second call sets those of the
    /// response after it.
    pub fn disturb(&self, status: u16, retry_after: &'static str) {
        let mut state = shared_state(&self.state);
        state.disturbances.push((status, retry_after));
    }

    /// Returns the requests that have arrived since the last call.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        std::mem::take(&mut shared_state(&self.state).received)
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

fn shared_state(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(state: &mut State, version: &str, mut request: tiny_http::Request) {
    let mut body = String::new();
    let read = request.as_reader().read_to_string(&mut body);
    let mut received = Received {
        method: request.method().to_string(),
        url: request.url().to_owned(),
        headers: request
            .headers()
            .iter()
            .map(|header| {
                let name = header.field.as_str().as_str().to_ascii_lowercase();
                (name, header.value.to_string())
            })
            .collect(),
        body: serde_json::from_str(&body).unwrap_or(Value::Null),
        status: 0,
    };
    let reply = match read {
        Ok(_) => outer_reply(state, version, &received),
        Err(_) => Reply::error(400, "BadRequest", "The body is not text."),
    };
    received.status = reply.status;
    state.received.push(received);
    let text = reply.body.map(|body| body.to_string()).unwrap_or_default();
    let mut response = tiny_http::Response::from_data(text).with_status_code(reply.status);
    let common = [
        ("Content-Type", "application/json".to_owned()),
        ("request-id", "stand-in".to_owned()),
    ];
    for (name, value) in reply.headers.into_iter().chain(common) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A client that has disconnected needs no response.
    let _ = request.respond(response);
}

/// Returns the reply to a request that came over the socket. Such a request needs a token.
fn outer_reply(state: &mut State, version: &str, received: &Received) -> Reply {
    if !state.disturbances.is_empty() {
        let (status, retry_after) = state.disturbances.remove(0);
        let reply = Reply::error(status, "TooManyRequests", "Come back later.");
        return reply.with("Retry-After", retry_after);
    }
    if received.headers.get("authorization") != Some(&format!("Bearer {TOKEN}")) {
        let message = "Access token is missing or invalid.";
        return Reply::error(401, "InvalidAuthenticationToken", message);
    }
    let Some(url) = received.url.strip_prefix(version) else {
        return Reply::error(404, "ResourceNotFound", "There is no such version.");
    };
    if url == "/$batch" {
        return batch::reply(&mut state.store, &received.body);
    }
    let inner = Received {
        url: url.to_owned(),
        ..received.clone()
    };
    state.store.reply(&inner)
}
