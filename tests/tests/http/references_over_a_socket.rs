//! References over a real socket: a service that does not use the library keeps the members of a
//! group and the manager of a user.

use std::collections::BTreeSet;

use graph_model::http::{Count, Reference};
use graph_model::path::Collection;
use graph_model::{Address, FromResponse, Page, ResponseError, Route};
use graph_model_tests::chain;
use graph_model_tests::directory::{GroupPath, User};
use graph_model_tests::service::Service;
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response};

const USERS: Route<Collection<User>> = Route::entity_set("users");
const ME: Route<User> = Route::singleton("me");
const GROUP: GroupPath<'static> = GroupPath { group_id: "7d" };

/// A service with one group and one signed-in user.
fn directory() -> Service {
    let mut members = BTreeSet::new();
    let mut manager = None;
    Service::start(move |request| respond(request, &mut members, &mut manager))
}

fn ids(directory: &Service) -> Vec<String> {
    let members = GROUP.to(|group| group.members);
    let page: Page<User> = directory.send(User::list().at(&members)).unwrap();
    page.value
        .into_iter()
        .filter_map(|user| user.base.id)
        .collect()
}

/// The id at the end of the reference in a body.
fn referenced(request: &mut Request) -> Option<String> {
    let body: Value = serde_json::from_reader(request.as_reader()).ok()?;
    let url = body
        .as_object()
        .filter(|body| body.len() == 1)?
        .get("@odata.id")?;
    let (root, id) = url.as_str()?.split_once("/users/")?;
    root.starts_with("http://127.0.0.1:").then(|| id.to_owned())
}

fn respond(mut request: Request, members: &mut BTreeSet<String>, manager: &mut Option<String>) {
    let segments: Vec<String> = request
        .url()
        .split('/')
        .skip(1)
        .map(str::to_owned)
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (status, body) = match (request.method().clone(), segments.as_slice()) {
        (Method::Post, ["groups", "7d", "members", "$ref"]) => {
            let is_new = referenced(&mut request).is_some_and(|id| members.insert(id));
            (if is_new { 204 } else { 400 }, String::new())
        }
        (Method::Delete, ["groups", "7d", "members", id, "$ref"]) if members.remove(*id) => {
            (204, String::new())
        }
        (Method::Get, ["groups", "7d", "members"]) => {
            let users: Vec<Value> = members.iter().map(|id| json!({ "id": id })).collect();
            (200, json!({ "value": users }).to_string())
        }
        (Method::Get, ["groups", "7d", "members", "$count"]) => {
            (200, format!("\u{feff}{}", members.len()))
        }
        (Method::Put, ["me", "manager", "$ref"]) => {
            *manager = referenced(&mut request);
            (if manager.is_some() { 204 } else { 400 }, String::new())
        }
        (Method::Delete, ["me", "manager", "$ref"]) if manager.take().is_some() => {
            (204, String::new())
        }
        (Method::Get, ["me", "manager"]) => match manager {
            Some(id) => (200, json!({ "id": id }).to_string()),
            // OData Protocol 4.01, section 11.2.7: no entity is related.
            None => (204, String::new()),
        },
        _ => (
            404,
            json!({ "error": { "code": "ResourceNotFound" } }).to_string(),
        ),
    };
    let json = Header::from_bytes("content-type", "application/json").unwrap();
    let response = Response::from_string(body)
        .with_status_code(status)
        .with_header(json);
    let _ = request.respond(response);
}

#[test]
fn a_member_is_added_listed_counted_and_removed() {
    let directory = directory();
    let members = GROUP.to(|group| group.members);
    directory.send(members.add(&USERS.key("4f"))).unwrap();
    directory.send(members.add(&USERS.key("5a"))).unwrap();
    assert_eq!(ids(&directory), ["4f", "5a"]);
    let count = directory.send(User::list().count_at(&members)).unwrap();
    assert_eq!(count, Count(2));

    directory.send(members.remove("4f")).unwrap();
    assert_eq!(ids(&directory), ["5a"]);
    let again = directory.send(members.remove("4f")).unwrap_err();
    assert!(matches!(again, ResponseError::Service(error) if error.status == 404));
}

#[test]
fn a_manager_is_set_read_and_unset() {
    let directory = directory();
    let manager = ME.to(|user| user.manager);
    let read = || directory.send(User::get().at(&manager).responds_with::<Option<User>>());
    assert_eq!(read().unwrap(), None);
    directory.send(manager.set(&USERS.key("4f"))).unwrap();
    assert_eq!(read().unwrap().unwrap().base.id.as_deref(), Some("4f"));
    directory.send(manager.unset()).unwrap();
    assert_eq!(read().unwrap(), None);
}

#[test]
fn a_reference_is_read_in_place_of_the_entity() {
    let read = |body: &'static str| Option::<Reference>::from_response(http::Response::new(body));
    for body in [
        r#"{"@odata.context":"x","@odata.id":"users/4f"}"#,
        r#"{"@id":"users/4f"}"#,
    ] {
        let reference = read(body).unwrap();
        assert_eq!(reference.map(|it| it.id), Some("users/4f".to_owned()));
    }
    assert_eq!(read("").unwrap(), None);
    assert_eq!(
        chain(&read("[]").unwrap_err()),
        "200 OK, but the body cannot be read: \
         invalid type: sequence, expected an entity reference at line 1 column 0"
    );
}
