//! A stand-in for the part of Microsoft Graph that the examples use: one assignment of one policy.
//!
//! It listens on loopback on a free port, checks requests as the service does and answers mistakes with
//! OData errors. It knows nothing of the library: bodies are plain JSON here, so that what the
//! library sends is checked by other code than its own. It stops when it is dropped.

use std::io;
use std::sync::Arc;
use std::thread::JoinHandle;

use serde_json::{Map, Value, json};
use tiny_http::{Header, Method, Request, Response, Server};

/// The only token it accepts.
pub const TOKEN: &str = "eyJ0eXAiOiJKV1QifQ.stand-in";
/// The id of its policy.
pub const POLICY: &str = "4214b716-b716-4214-16b7-144216b71442";
/// The id of its assignment.
pub const ASSIGNMENT: &str = "594ce11b-e11b-594c-1be1-4c591be14c59";

const ASSIGNMENT_TYPE: &str = "microsoft.graph.deviceCompliancePolicyAssignment";
const TARGET_TYPES: [(&str, &[&str]); 3] = [
    (
        "microsoft.graph.deviceAndAppManagementAssignmentTarget",
        &[],
    ),
    ("microsoft.graph.allDevicesAssignmentTarget", &[]),
    ("microsoft.graph.groupAssignmentTarget", &["groupId"]),
];

/// A running service.
pub struct Service {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    /// Starts a service that takes updates with and without `If-Match`.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Preconditions::Optional)
    }

    /// Starts a service that may insist on `If-Match`. The first version is `W/"1"`.
    pub fn start_with(preconditions: Preconditions) -> io::Result<Self> {
        let server = Arc::new(Server::http("127.0.0.1:0").map_err(io::Error::other)?);
        let listener = Arc::clone(&server);
        let thread = std::thread::spawn(move || {
            let mut assignment = Assignment::new(preconditions);
            // `unblock` ends the iteration.
            for request in listener.incoming_requests() {
                answer(&mut assignment, request);
            }
        });
        Ok(Self {
            server,
            thread: Some(thread),
        })
    }

    /// Its address, such as `http://127.0.0.1:41234`.
    pub fn address(&self) -> String {
        format!("http://{}", self.server.server_addr())
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

/// Whether an update must say which version it is based on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Preconditions {
    /// `If-Match` is checked where it is sent.
    Optional,
    /// An update without `If-Match` is refused with 428.
    #[allow(dead_code, reason = "the example does without")]
    Required,
}

struct Assignment {
    preconditions: Preconditions,
    version: u32,
    target: Value,
}

/// A refusal: status, code and message.
struct Refusal(u16, &'static str, String);

impl Assignment {
    fn new(preconditions: Preconditions) -> Self {
        Self {
            preconditions,
            version: 1,
            target: Value::Null,
        }
    }

    fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }

    /// Checks a request as the service does, and makes the change it asks for.
    fn update(&mut self, request: &mut Request) -> Result<(), Refusal> {
        check_token(request)?;
        let path = request.url().split(['?', '#']).next().unwrap_or_default();
        let expected = format!(
            "/beta/deviceManagement/deviceCompliancePolicies/{POLICY}/assignments/{ASSIGNMENT}"
        );
        if path != expected {
            return Err(Refusal(
                404,
                "ResourceNotFound",
                format!("There is nothing at `{path}`."),
            ));
        }
        if *request.method() != Method::Patch {
            let message = format!("{} is not supported.", request.method());
            return Err(Refusal(405, "MethodNotAllowed", message));
        }
        self.check_version(request)?;
        if header(request, "Content-Type").is_none_or(|kind| !kind.starts_with("application/json"))
        {
            return Err(bad_request("The body is no `application/json`."));
        }
        let mut body = String::new();
        request
            .as_reader()
            .read_to_string(&mut body)
            .map_err(|_| bad_request("The body is no text."))?;
        let Ok(Value::Object(body)) = serde_json::from_str(&body) else {
            return Err(bad_request("The body is no JSON object."));
        };
        if let Some(target) = checked_target(&body)? {
            self.target = target.clone();
        }
        self.version += 1;
        Ok(())
    }

    fn check_version(&self, request: &Request) -> Result<(), Refusal> {
        match header(request, "If-Match") {
            Some(etag) if etag != "*" && etag != self.etag() => {
                let message = format!("The version is {} by now.", self.etag());
                Err(Refusal(412, "PreconditionFailed", message))
            }
            None if self.preconditions == Preconditions::Required => {
                let message = "An update needs `If-Match`.".to_owned();
                Err(Refusal(428, "PreconditionRequired", message))
            }
            _ => Ok(()),
        }
    }

    fn representation(&self) -> Value {
        json!({
            "@odata.type": format!("#{ASSIGNMENT_TYPE}"),
            "id": ASSIGNMENT,
            "target": self.target,
        })
    }
}

fn check_token(request: &Request) -> Result<(), Refusal> {
    let expected = format!("Bearer {TOKEN}");
    match header(request, "Authorization") {
        Some(value) if value == expected => Ok(()),
        _ => {
            let message = "Access token is missing or invalid.".to_owned();
            Err(Refusal(401, "InvalidAuthenticationToken", message))
        }
    }
}

/// The new target, if the body has one. Everything the service would refuse is refused.
fn checked_target(body: &Map<String, Value>) -> Result<Option<&Value>, Refusal> {
    check_tag(body, &[ASSIGNMENT_TYPE])?;
    if let Some(name) = body
        .keys()
        .find(|name| !["@odata.type", "target"].contains(&name.as_str()))
    {
        return Err(bad_request(&format!("`{name}` cannot be updated.")));
    }
    let Some(target) = body.get("target") else {
        return Ok(None);
    };
    let Value::Object(members) = target else {
        return Err(bad_request("`target` is no object."));
    };
    let types: Vec<&str> = TARGET_TYPES.iter().map(|(name, _)| *name).collect();
    let tag = check_tag(members, &types)?;
    let properties = TARGET_TYPES
        .iter()
        .find(|(name, _)| *name == tag)
        .map_or(&[][..], |(_, names)| names);
    for (name, value) in members.iter().filter(|(name, _)| *name != "@odata.type") {
        if !properties.contains(&name.as_str()) {
            return Err(bad_request(&format!("`{tag}` has no property `{name}`.")));
        }
        if !value.is_string() {
            return Err(bad_request(&format!("`{name}` is no string.")));
        }
    }
    Ok(Some(target))
}

/// The type a tag names, with or without `#`.
fn check_tag<'b>(object: &'b Map<String, Value>, types: &[&str]) -> Result<&'b str, Refusal> {
    let tag = object
        .get("@odata.type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let name = tag.trim_start_matches('#');
    if types.contains(&name) {
        Ok(name)
    } else {
        Err(bad_request(&format!(
            "`{tag}` is none of the types expected here."
        )))
    }
}

fn bad_request(message: &str) -> Refusal {
    Refusal(400, "BadRequest", message.to_owned())
}

fn header(request: &Request, name: &'static str) -> Option<String> {
    let mut headers = request.headers().iter();
    headers
        .find(|header| header.field.equiv(name))
        .map(|header| header.value.to_string())
}

fn answer(assignment: &mut Assignment, mut request: Request) {
    let result = assignment.update(&mut request);
    let minimal = header(&request, "Prefer").is_some_and(|prefer| prefer == "return=minimal");
    let (status, body) = match result {
        Ok(()) if minimal => (204, None),
        Ok(()) => (200, Some(assignment.representation())),
        Err(Refusal(status, code, message)) => {
            let inner = json!({ "date": "2026-01-01T00:00:00", "request-id": "stand-in" });
            let error = json!({ "code": code, "message": message, "innerError": inner });
            (status, Some(json!({ "error": error })))
        }
    };
    let mut response = Response::from_data(body.map(|body| body.to_string()).unwrap_or_default())
        .with_status_code(status);
    for (name, value) in [
        ("Content-Type", "application/json".to_owned()),
        ("ETag", assignment.etag()),
        ("request-id", "stand-in".to_owned()),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A client that has gone away needs no answer.
    let _ = request.respond(response);
}
