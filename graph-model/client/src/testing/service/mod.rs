//! An in-memory service that behaves like Microsoft Graph.
//!
//! It does not use the library to read requests: entities are plain JSON, and the service parses
//! paths and queries by itself. Independent code therefore checks the requests that the library
//! sends.
//!
//! `store` holds the entities and responds to requests. `schema` refuses values that do not fit the
//! types of the service. `query` reads query options, `filter` evaluates `$filter`, and `batch`
//! splits a batch into its requests. `keys` reads keys in parentheses, `references` holds
//! relationships, `setup` fills the service, `drive` holds files, `uploads` upload sessions and
//! `monitors` long-running operations.

mod batch;
mod drive;
mod expression;
mod fault;
mod filter;
mod keys;
mod monitors;
mod query;
mod reading;
mod received;
mod references;
mod relating;
mod reply;
mod schema;
mod setup;
mod store;
mod uploads;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use graph_model::Endpoint;
use http::{Request, Response};
use serde_json::Value;

use crate::error::BoxError;
use crate::transport::{BoxFuture, Transport};
use crate::{Client, blocking};

pub use fault::Fault;
use fault::Faults;
pub use received::Received;
pub use reply::Reply;
pub use schema::PropertyType;
use store::Store;

/// The only token that a [`Service`] accepts.
pub const TOKEN: &str = "eyJ0eXAiOiJKV1QifQ.stand-in";

/// The default root of a service.
const ROOT: &str = "https://graph.microsoft.com/v1.0";

/// The origin of the URLs of uploads, downloads and monitors, if the service has the default root.
/// Microsoft Graph places them on hosts of SharePoint.
const NAMED_ORIGIN: &str = "https://contoso.sharepoint.com";

/// The default number of entities on a page.
const PAGE_SIZE: usize = 100;

/// Whether a filter selects an entity.
///
/// ```
/// use graph_client::testing::selects;
/// use serde_json::json;
///
/// assert_eq!(selects("startswith(displayName,'A')", &json!({ "displayName": "Adele" })), Ok(true));
/// ```
///
/// # Errors
///
/// Returns a message that names the invalid part of the filter.
pub fn selects(filter: &str, entity: &Value) -> Result<bool, String> {
    filter::Filter::parse(filter).map(|filter| filter.holds(entity))
}

/// A service in memory, for the tests of code that uses a client.
///
/// It stores entities and evaluates paths, queries, paging, delta queries, references, etags and
/// batches. It serves the files of every drive, such as `/me/drive`, and accepts
/// `createUploadSession` at any path. It refuses what Microsoft Graph refuses: any other token,
/// unknown entities and keys, stale etags, batches with mixed dependencies and, for entities that
/// are [`serve`](Self::serve)d by their model, unknown properties and values of a wrong type.
/// Clones share the same state.
///
/// ```
/// use graph_client::testing::Service;
/// use graph_model::{Tracked, graph_entity};
/// use serde_json::json;
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// let service = Service::new();
/// service.serve::<Group>("/groups");
/// service.put("/groups", json!({ "id": "4f", "displayName": "Pilots" }));
/// let client = service.blocking_client();
///
/// let path = GroupPath { group_id: "4f" };
/// let mut group: Tracked<Group> = client.send(Group::get().at(&path).tracked())?;
/// group.display_name = Some("Test pilots".into());
/// client.save(&mut group, &path)?;
///
/// assert_eq!(service.entities("/groups"), [json!({
///     "@odata.type": "#microsoft.graph.group", "id": "4f", "displayName": "Test pilots",
/// })]);
/// # Ok::<(), graph_client::Error>(())
/// ```
#[derive(Clone)]
pub struct Service {
    state: Arc<Mutex<State>>,
}

/// Responds to the calls of an operation.
type Handler = Arc<dyn Fn(&Received) -> Reply + Send + Sync>;

struct State {
    store: Store,
    drives: drive::Drives,
    uploads: uploads::Uploads,
    monitors: monitors::Monitors,
    /// The bytes at paths, with their media types.
    streams: BTreeMap<String, (String, Vec<u8>)>,
    handlers: Vec<(String, Handler)>,
    received: Vec<Received>,
    faults: Faults,
    /// The scheme, host and port.
    origin: String,
    /// The path of the service, such as `/v1.0`.
    base: String,
    /// The scheme, host and port of the URLs that the service names.
    named_origin: String,
}

impl Default for Service {
    fn default() -> Self {
        Self::new()
    }
}

impl Service {
    /// Creates a service without entities, at the root of Microsoft Graph.
    #[must_use]
    pub fn new() -> Self {
        let service = Self::at(ROOT);
        NAMED_ORIGIN.clone_into(&mut service.state().named_origin);
        service
    }

    /// Creates a service without entities, at another root.
    #[must_use]
    pub fn at(root: &str) -> Self {
        let host = root.find("://").map_or(0, |scheme| scheme + 3);
        let path = root[host..]
            .find('/')
            .map_or(root.len(), |path| host + path);
        let (origin, base) = root.split_at(path);
        let store = Store {
            root: root.to_owned(),
            page_size: PAGE_SIZE,
            ..Store::default()
        };
        let state = State {
            store,
            drives: drive::Drives::default(),
            uploads: uploads::Uploads::default(),
            monitors: monitors::Monitors::default(),
            streams: BTreeMap::new(),
            handlers: Vec::new(),
            received: Vec::new(),
            faults: Faults::default(),
            named_origin: origin.to_owned(),
            origin: origin.to_owned(),
            base: base.to_owned(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// Returns the root, such as `https://graph.microsoft.com/v1.0`.
    #[must_use]
    pub fn root(&self) -> String {
        let state = self.state();
        [&*state.origin, &*state.base].concat()
    }

    /// Returns the endpoint of the service.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::new(self.root())
    }

    /// Returns a client of the service, with its token.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::new(self.endpoint(), self.clone()).with_token(TOKEN)
    }

    /// Returns a blocking client of the service, with its token.
    #[must_use]
    pub fn blocking_client(&self) -> blocking::Client {
        blocking::Client::new(self.endpoint(), self.clone()).with_token(TOKEN)
    }

    /// Makes the next request fail. A second call makes the request after it fail.
    pub fn fail_next(&self, fault: Fault) {
        self.state().faults.outer.push_back(fault);
    }

    /// Makes a later request fail: the next one if the number is 0, the one after it if it is 1.
    pub fn fail_at(&self, number: usize, fault: Fault) {
        self.state().faults.later.push((number, fault));
    }

    /// Makes the next request inside a batch fail. A broken connection is not possible there, so
    /// only a status has an effect.
    pub fn fail_next_in_batch(&self, fault: Fault) {
        self.state().faults.inner.push_back(fault);
    }

    /// Takes the requests that have arrived since the last call.
    #[must_use]
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut self.state().received)
    }

    /// Responds to a request, or returns `None` if the connection breaks.
    #[must_use]
    pub fn respond(&self, request: &Request<Vec<u8>>) -> Option<Response<Vec<u8>>> {
        let mut received = Received::of(request);
        let fault = self.state().faults.next();
        let reply = match fault.as_ref() {
            Some(Fault::BrokenRequest) => {
                let is_part = received.method == "PUT";
                if is_part && received.path().starts_with(uploads::PATH) {
                    self.upload(&received, true);
                }
                None
            }
            Some(Fault::LostResponse) => {
                self.outer_reply(&received);
                None
            }
            Some(fault) => fault.reply(),
            None => Some(self.outer_reply(&received)),
        };
        received.status = reply.as_ref().map_or(0, |reply| reply.status);
        self.state().received.push(received);
        reply.map(Reply::into_response)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    /// Returns the reply to a request of a client. A request to the service needs a token, and one
    /// to a URL that the service has named must have none.
    fn outer_reply(&self, received: &Received) -> Reply {
        let path = received.path();
        let token = received.header("authorization");
        let is_named = [uploads::PATH, monitors::PATH, drive::DOWNLOADS];
        if is_named.iter().any(|named| path.starts_with(named)) {
            // A monitor on the endpoint itself may be sent the token.
            let is_own = {
                let state = self.state();
                path.starts_with(monitors::PATH) && state.named_origin == state.origin
            };
            if !token.is_empty() && !is_own {
                let message = "A pre-authenticated URL must not be sent a token.";
                return Reply::error(401, "InvalidAuthenticationToken", message);
            }
            return if path.starts_with(uploads::PATH) {
                self.upload(received, false)
            } else if path.starts_with(monitors::PATH) {
                self.state().monitors.report(path)
            } else {
                self.state().drives.fetch(path)
            };
        }
        if token != format!("Bearer {TOKEN}") {
            let message = "Access token is missing or invalid.";
            return Reply::error(401, "InvalidAuthenticationToken", message);
        }
        let base = self.state().base.clone();
        let Some(url) = received.url.strip_prefix(&base) else {
            return Reply::error(
                404,
                "ResourceNotFound",
                "The URL is not below the root of the service.",
            );
        };
        if url == "/$batch" {
            return batch::reply(&received.body, |request| self.inner_reply(request));
        }
        self.reply(&received.at(url.to_owned()))
    }

    /// Returns the reply to a request inside a batch.
    fn inner_reply(&self, request: &Received) -> Reply {
        let fault = self.state().faults.inner.pop_front();
        let reply = fault.and_then(|fault| fault.reply());
        reply.unwrap_or_else(|| self.reply(request))
    }

    /// Returns the reply to a request below the root.
    fn reply(&self, request: &Received) -> Reply {
        let path = query::decoded(request.path());
        let last = path.rsplit('/').next().unwrap_or_default();
        let name = last.split('(').next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default();
        let handler = self.handler(name);
        if let Some(handler) = handler {
            return handler(request);
        }
        let mut state = self.state();
        let state = &mut *state;
        if request.method == "POST" && name == "createUploadSession" {
            let target = path.strip_suffix("/createUploadSession").unwrap_or(&path);
            return state.uploads.open(target, &state.named_origin);
        }
        if let Some(reply) = state.drives.reply(&path, request, &state.named_origin) {
            return reply;
        }
        if let Some(reply) = state.stream(&path, last, request) {
            return reply;
        }
        state.store.reply(request)
    }

    /// The handler of an operation. It is called while the state is not locked, so it may use the
    /// service.
    fn handler(&self, name: &str) -> Option<Handler> {
        let state = self.state();
        let mut handlers = state.handlers.iter();
        let found = handlers.find(|(other, _)| other == name);
        found.map(|(_, handler)| Arc::clone(handler))
    }

    /// Takes a request to an upload session.
    fn upload(&self, request: &Received, is_broken: bool) -> Reply {
        let mut state = self.state();
        match state.uploads.take(request, is_broken) {
            uploads::Progress::Reply(reply) => reply,
            uploads::Progress::Complete { target, bytes } => {
                let stored = state.drives.put_uploaded(&target, bytes.clone());
                stored.unwrap_or_else(|| {
                    // Outlook responds with the URL of the attachment, and without a body.
                    let location = format!("{}{target}('uploaded')", state.store.root);
                    let stream = ("application/octet-stream".to_owned(), bytes);
                    state
                        .streams
                        .insert(format!("{target}/uploaded/$value"), stream);
                    Reply::empty(201).with("Location", location)
                })
            }
        }
    }
}

impl State {
    /// Responds to a request for bytes, and leaves other requests alone.
    fn stream(&mut self, path: &str, last: &str, request: &Received) -> Option<Reply> {
        match request.method.as_str() {
            "GET" => {
                let (content_type, bytes) = self.streams.get(path)?;
                Some(Reply::bytes(200, content_type, bytes.clone()))
            }
            "PUT" if last == "$value" || self.streams.contains_key(path) => {
                let content_type = request.header("content-type").to_owned();
                self.streams
                    .insert(path.to_owned(), (content_type, request.content.clone()));
                Some(Reply::empty(204))
            }
            "DELETE" => self.streams.remove(path).map(|_| Reply::empty(204)),
            _ => None,
        }
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("root", &self.root())
            .finish_non_exhaustive()
    }
}

fn broken() -> BoxError {
    io::Error::new(io::ErrorKind::ConnectionReset, "the connection was reset").into()
}

#[diagnostic::do_not_recommend]
impl Transport for Service {
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        Box::pin(async move { self.respond(&request).ok_or_else(broken) })
    }
}

#[diagnostic::do_not_recommend]
impl blocking::Transport for Service {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        self.respond(&request).ok_or_else(broken)
    }
}
