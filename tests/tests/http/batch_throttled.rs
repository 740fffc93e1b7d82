//! Requests that a service throttles inside a batch that succeeds.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::{Duration, SystemTime};

use graph_model::batch::{BatchError, BatchResponses, TicketId};
use graph_model::{Batch, Endpoint};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupPath};
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};

fn path(id: &str) -> GroupPath<'_> {
    GroupPath { group_id: id }
}

/// The part of a document that a service was sent: the ids of the requests, and what they depend on.
fn sent(request: &Request<Vec<u8>>) -> Vec<Value> {
    let document: Value = serde_json::from_slice(request.body()).unwrap();
    let requests = document["requests"].as_array().unwrap();
    requests
        .iter()
        .map(|request| json!([request["id"], request["dependsOn"]]))
        .collect()
}

fn replies(replies: &Value) -> Response<String> {
    Response::new(json!({ "responses": replies }).to_string())
}

fn again(
    responses: &mut BatchResponses<Infallible>,
    id: TicketId,
    reply: &Value,
) -> Vec<Vec<Value>> {
    let mut requests = Vec::new();
    responses.send_again([id], &Endpoint::V1_0, |request| {
        requests.push(sent(&request));
        assert_eq!(request.headers()["authorization"], "Bearer eyJ0eXAi");
        Ok(replies(reply))
    });
    requests
}

#[test]
fn only_the_throttled_requests_are_sent_again_in_the_order_of_their_times() {
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let late = batch.add(Group::get().at(&path("0")));
    let fine = batch.add(Group::get().at(&path("1")));
    let soon = batch.add(Group::get().at(&path("2")));
    let broken = batch.add(Group::get().at(&path("3")));
    let unavailable = batch.add(Group::get().at(&path("4")));
    let mut responses = batch.send(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(replies(&json!([
            { "id": "0", "status": 429, "headers": { "Retry-After": "7" } },
            { "id": "1", "status": 200, "body": { "id": "1" } },
            { "id": "2", "status": 429, "headers": { "retry-after": "2" } },
            { "id": "3", "status": 503 },
            { "id": "4", "status": 503, "headers": { "Retry-After": "5" } },
        ])))
    });

    let throttled = responses.throttled();
    let delays: Vec<_> = throttled
        .iter()
        .map(|throttled| throttled.delay_from(SystemTime::now()))
        .collect();
    assert_eq!(delays, [2, 5, 7].map(Duration::from_secs));

    let ok = |id: &str| json!([{ "id": id, "status": 200, "body": { "id": id } }]);
    let first = throttled[0].id.clone();
    assert_eq!(
        again(&mut responses, first, &ok("2")),
        [[json!(["2", null])]]
    );
    assert_eq!(responses.get(&soon).unwrap().id.as_deref(), Some("2"));
    // The others are as they were.
    assert_eq!(responses.get(&fine).unwrap().id.as_deref(), Some("1"));
    assert!(matches!(
        responses.get(&broken),
        Err(BatchError::Response(_))
    ));
    assert_eq!(responses.throttled().len(), 2);

    assert_eq!(
        again(&mut responses, unavailable.id(), &ok("4")),
        [[json!(["4", null])]]
    );
    assert_eq!(
        again(&mut responses, late.id(), &ok("0")),
        [[json!(["0", null])]]
    );
    assert!(responses.throttled().is_empty());
    assert_eq!(responses.get(&late).unwrap().id.as_deref(), Some("0"));
}

#[test]
fn what_depends_on_a_throttled_request_follows_it() {
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let first = batch.add(Group::get().at(&path("0")));
    let second = batch.add_after(Group::get().at(&path("1")), &[first.id()]);
    let third = batch.add_after(Group::get().at(&path("2")), &[second.id()]);
    let mut responses = batch.send(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(replies(&json!([
            { "id": "0", "status": 429, "headers": { "Retry-After": "0" } },
            { "id": "1", "status": 424 },
            { "id": "2", "status": 424 },
        ])))
    });
    let reply = json!([
        { "id": "0", "status": 200, "body": { "id": "0" } },
        { "id": "1", "status": 200, "body": { "id": "1" } },
        { "id": "2", "status": 404 },
    ]);
    let throttled = responses.throttled().remove(0).id;
    assert_eq!(
        again(&mut responses, throttled, &reply),
        [[json!(["0", null]), json!(["1", ["0"]]), json!(["2", ["1"]])]]
    );
    assert!(responses.get(&second).is_ok());
    assert!(matches!(
        responses.get(&third),
        Err(BatchError::Response(_))
    ));
}

#[test]
fn what_was_carried_out_is_not_repeated_with_the_request_that_it_depends_on() {
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let first = batch.add(Group::get().at(&path("0")));
    let found = batch.add_after(Group::get().at(&path("1")), &[first.id()]);
    let missing = batch.add_after(Group::get().at(&path("2")), &[first.id()]);
    let mut responses = batch.send(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(replies(&json!([
            { "id": "0", "status": 429 },
            { "id": "1", "status": 200, "body": { "id": "1" } },
            { "id": "2", "status": 404 },
        ])))
    });
    let reply = json!([{ "id": "0", "status": 200, "body": { "id": "0" } }]);
    assert_eq!(
        again(&mut responses, first.id(), &reply),
        [[json!(["0", null])]]
    );
    assert_eq!(responses.get(&first).unwrap().id.as_deref(), Some("0"));
    assert_eq!(responses.get(&found).unwrap().id.as_deref(), Some("1"));
    assert_eq!(
        chain(&responses.get(&missing).unwrap_err()),
        "404 Not Found"
    );
}

#[test]
fn a_batch_that_is_throttled_as_a_whole_is_sent_again_request_by_request() {
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let group = batch.add(Group::get().at(&path("0")));
    let mut responses = batch.send(&Endpoint::V1_0, |_| {
        let response = Response::builder().status(429).header("Retry-After", "3");
        Ok::<_, Infallible>(response.body("").unwrap())
    });
    let throttled = responses.throttled();
    assert_eq!(
        throttled[0].delay_from(SystemTime::now()),
        Duration::from_secs(3)
    );

    // The second attempt fails as well, and has an error of its own.
    responses.send_again([group.id()], &Endpoint::V1_0, |_| {
        let response = Response::builder().status(StatusCode::BAD_GATEWAY);
        Ok(response.body("").unwrap())
    });
    assert!(responses.throttled().is_empty());
    assert_eq!(
        chain(&responses.get(&group).unwrap_err()),
        "the part of the batch with this request failed: 502 Bad Gateway"
    );
}

#[test]
fn the_id_of_another_batch_sends_nothing() {
    let mut responses =
        Batch::new().send(&Endpoint::V1_0, |_| Ok::<_, Infallible>(Response::new("")));
    let other = Batch::new().add(Group::get().at(&path("0"))).id();
    responses.send_again([other], &Endpoint::V1_0, |_| -> Result<Response<&str>, _> {
        panic!("nothing is sent")
    });
}

#[test]
fn a_request_that_could_not_be_built_keeps_its_error() {
    let mut batch = Batch::new();
    let empty = batch.add(Group::get().at(&path("")));
    let mut responses = batch.send(&Endpoint::V1_0, |_| Ok::<_, Infallible>(Response::new("")));
    responses.send_again(
        [empty.id()],
        &Endpoint::V1_0,
        |_| -> Result<Response<&str>, _> { panic!("nothing is sent") },
    );
    assert!(matches!(responses.get(&empty), Err(BatchError::Request(_))));
}

#[test]
fn an_attempt_that_was_given_up_leaves_nothing_due() {
    let ids: Vec<String> = (0..25).map(|number| number.to_string()).collect();
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let tickets: Vec<_> = ids
        .iter()
        .map(|id| batch.add(Group::get().at(&path(id))))
        .collect();
    let mut responses = batch.send(&Endpoint::V1_0, |_| {
        let response = Response::builder().status(429).header("Retry-After", "0");
        Ok::<_, Infallible>(response.body("").unwrap())
    });
    let all: Vec<TicketId> = tickets.iter().map(graph_model::batch::Ticket::id).collect();
    {
        // The first part of twenty is on its way when the caller gives up.
        let (endpoint, send) = (Endpoint::V1_0, |_| {
            std::future::pending::<Result<Response<&str>, Infallible>>()
        });
        let mut again = pin!(responses.send_again_async(all, &endpoint, send));
        let mut context = Context::from_waker(Waker::noop());
        assert!(again.as_mut().poll(&mut context).is_pending());
    }
    assert!(matches!(
        responses.get(&tickets[0]),
        Err(BatchError::Unanswered)
    ));
    assert_eq!(responses.throttled().len(), 5);
    let reply = json!([{ "id": "24", "status": 200, "body": { "id": "24" } }]);
    assert_eq!(
        again(&mut responses, tickets[24].id(), &reply),
        [[json!(["24", null])]]
    );
}

#[test]
fn the_error_of_a_part_survives_a_caller_that_gives_up() {
    let ids: Vec<String> = (0..25).map(|number| number.to_string()).collect();
    let mut batch = Batch::new().bearer("eyJ0eXAi");
    let tickets: Vec<_> = ids
        .iter()
        .map(|id| batch.add(Group::get().at(&path(id))))
        .collect();
    let busy = || {
        let response = Response::builder().status(429).header("Retry-After", "7");
        Ok::<_, Infallible>(response.body("").unwrap())
    };
    let mut responses = batch.send(&Endpoint::V1_0, |_| busy());
    let all: Vec<TicketId> = tickets.iter().map(graph_model::batch::Ticket::id).collect();
    {
        // The first part is throttled again, and the second one is on its way in the end.
        let mut parts = 0;
        let send = |_| {
            parts += 1;
            let is_first = parts == 1;
            async move {
                if is_first {
                    busy()
                } else {
                    std::future::pending().await
                }
            }
        };
        let endpoint = Endpoint::V1_0;
        let mut again = pin!(responses.send_again_async(all, &endpoint, send));
        let mut context = Context::from_waker(Waker::noop());
        assert!(again.as_mut().poll(&mut context).is_pending());
    }
    assert_eq!(responses.throttled().len(), 20);
    assert!(matches!(
        responses.get(&tickets[0]),
        Err(BatchError::Part(_))
    ));
    assert!(matches!(
        responses.get(&tickets[24]),
        Err(BatchError::Unanswered)
    ));
}
