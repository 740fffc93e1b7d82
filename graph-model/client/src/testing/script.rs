//! Scripted responses, which check the requests.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use graph_model::Endpoint;
use http::{Request, Response};
use serde_json::Value;

use super::service::{Reply, TOKEN};
use crate::error::BoxError;
use crate::transport::{BoxFuture, Transport};
use crate::{Client, blocking};

/// The root of the URLs of a script.
const ROOT: &str = "https://graph.microsoft.com/v1.0";

/// Expected requests in order, each with the response to return.
///
/// A request that differs from the next one of the script fails with a [`ScriptError`], which shows
/// the difference. A script that is dropped before all its requests have arrived panics, as a
/// failed assertion does.
///
/// ```
/// use graph_client::testing::{Reply, Script};
/// use graph_model::graph_entity;
/// use serde_json::json;
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// #[derive(Debug)]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// let script = Script::new();
/// script
///     .expect("PATCH", "/groups/4f")
///     .body(json!({ "@odata.type": "#microsoft.graph.group", "displayName": "Pilots" }))
///     .respond(Reply::empty(204));
/// let client = script.blocking_client();
///
/// client.send(Group::patch().display_name("Pilots").at(&GroupPath { group_id: "4f" }))?;
/// script.assert_done();
/// # Ok::<(), graph_client::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Script(Arc<Scripted>);

#[derive(Debug, Default)]
struct Scripted {
    steps: Mutex<VecDeque<Step>>,
}

#[derive(Debug)]
struct Step {
    expected: ExpectedRequest,
    reply: Reply,
}

#[derive(Clone, Debug)]
struct ExpectedRequest {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Value>,
}

/// The request that a script expects next. [`respond`](Self::respond) adds it to the script.
#[derive(Debug)]
#[must_use = "`respond` adds the request to the script"]
pub struct Expected<'s> {
    script: &'s Script,
    request: ExpectedRequest,
}

impl Script {
    /// Creates an empty script.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects a request with this method. The URL is the path below the root with the query. Write
    /// it as it is sent, with `%20` for a space.
    pub fn expect(&self, method: &str, url: &str) -> Expected<'_> {
        Expected {
            script: self,
            request: ExpectedRequest {
                method: method.to_owned(),
                url: url.to_owned(),
                headers: Vec::new(),
                body: None,
            },
        }
    }

    /// Creates a client that sends its requests to the script.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::new(Endpoint::new(ROOT), self.clone()).with_token(TOKEN)
    }

    /// Returns a blocking client that sends its requests to the script.
    #[must_use]
    pub fn blocking_client(&self) -> blocking::Client {
        blocking::Client::new(Endpoint::new(ROOT), self.clone()).with_token(TOKEN)
    }

    /// Checks that all requests have arrived.
    ///
    /// # Panics
    ///
    /// Panics if the script expects further requests.
    #[track_caller]
    pub fn assert_done(&self) {
        let steps = self.0.steps();
        if let Some(Step { expected, .. }) = steps.front() {
            panic!(
                "the script still expects {} {}",
                expected.method, expected.url
            );
        }
    }

    fn reply(&self, request: &Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        let mut steps = self.0.steps();
        let expected = steps.front().map(|step| &step.expected);
        if let Some(error) = ScriptError::of(expected, request) {
            return Err(error.into());
        }
        match steps.pop_front() {
            Some(step) => Ok(step.reply.into_response()),
            None => Err("the script is empty".into()),
        }
    }
}

impl Scripted {
    fn steps(&self) -> MutexGuard<'_, VecDeque<Step>> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        if let Some(Step { expected, .. }) = self.steps().front() {
            panic!(
                "the script still expects {} {}",
                expected.method, expected.url
            );
        }
    }
}

impl Expected<'_> {
    /// Expects this value of a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request
            .headers
            .push((name.to_owned(), value.to_owned()));
        self
    }

    /// Expects this JSON as the body.
    pub fn body(mut self, body: Value) -> Self {
        self.request.body = Some(body);
        self
    }

    /// Responds with this reply.
    pub fn respond(self, reply: Reply) {
        let step = Step {
            expected: self.request,
            reply,
        };
        self.script.0.steps().push_back(step);
    }
}

/// The difference between a request and the one that a script expects.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScriptError {
    /// The part of the request that the script expects.
    pub expected: String,
    /// The part of the request that was sent instead.
    pub sent: String,
}

impl ScriptError {
    /// The first difference.
    fn of(expected: Option<&ExpectedRequest>, request: &Request<Vec<u8>>) -> Option<Self> {
        let uri = request.uri().to_string();
        let url = uri.strip_prefix(ROOT).unwrap_or(&uri);
        let line = format!("{} {url}", request.method());
        let differs =
            |expected: String, sent: String| (expected != sent).then_some(Self { expected, sent });
        let Some(expected) = expected else {
            return differs("no request".to_owned(), line);
        };
        let headers = expected.headers.iter().find_map(|(name, value)| {
            let sent = request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok());
            let sent = sent.map_or_else(
                || format!("no header {name}"),
                |sent| format!("{name}: {sent}"),
            );
            if name.eq_ignore_ascii_case("authorization") && sent != format!("{name}: {value}") {
                return differs(
                    format!("{name}: (a token)"),
                    format!("{name}: (another one)"),
                );
            }
            differs(format!("{name}: {value}"), sent)
        });
        let body = || {
            let body = expected.body.as_ref()?;
            let sent: Value = serde_json::from_slice(request.body()).unwrap_or_default();
            differs(body.to_string(), sent.to_string())
        };
        differs(format!("{} {}", expected.method, expected.url), line)
            .or(headers)
            .or_else(body)
    }
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the script expects `{}`, not `{}`",
            self.expected, self.sent
        )
    }
}

impl StdError for ScriptError {}

#[diagnostic::do_not_recommend]
impl Transport for Script {
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        Box::pin(async move { self.reply(&request) })
    }
}

#[diagnostic::do_not_recommend]
impl blocking::Transport for Script {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        self.reply(&request)
    }
}
