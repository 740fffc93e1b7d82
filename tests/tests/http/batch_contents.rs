//! What a batch holds: its requests, their tickets, and the content of a reply.

use std::convert::Infallible;

use graph_model::path::Address;
use graph_model::{Batch, Endpoint, Route};
use graph_model_tests::directory::{Group, GroupPath, User};
use http::Response;
use serde_json::{Value, json};

const ME: Route<User> = Route::singleton("me");

#[test]
fn a_batch_is_empty_until_a_request_is_added() {
    let mut batch = Batch::new();
    assert!(batch.is_empty());
    assert_eq!(batch.len(), 0);
    batch.add(Group::get().at(&GroupPath { group_id: "4f" }));
    assert!(!batch.is_empty());
    assert_eq!(batch.len(), 1);
}

#[test]
fn a_ticket_prints_the_number_of_its_request() {
    let mut batch = Batch::new();
    let tickets = [(); 2].map(|()| batch.add(Group::get().at(&GroupPath { group_id: "4f" })));
    assert_eq!(format!("{tickets:?}"), "[Ticket(0), Ticket(1)]");
}

#[test]
fn a_json_string_in_a_reply_is_not_taken_for_bytes() {
    let name = |body: &Value| {
        let mut batch = Batch::new();
        let name = batch.add(ME.property(|user| user.display_name).get());
        let reply = json!({
            "id": "0",
            "status": 200,
            "headers": { "Content-Type": "application/json" },
            "body": body,
        });
        let responses = batch.send(&Endpoint::V1_0, |_| {
            Ok::<_, Infallible>(Response::new(json!({ "responses": [reply] }).to_string()))
        });
        responses.get(&name).unwrap().unwrap()
    };
    // The string is also valid base64.
    assert_eq!(name(&json!("abcd")), "abcd");
    assert_eq!(name(&json!({ "value": "abcd" })), "abcd");
    // Base64 of `{"value":"Pilots"}`, as some services send JSON.
    assert_eq!(name(&json!("eyJ2YWx1ZSI6IlBpbG90cyJ9")), "Pilots");
}
