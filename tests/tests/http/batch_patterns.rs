//! Dependencies between the requests of a batch: Microsoft Graph accepts three patterns, and every
//! part keeps to one of them.

use std::convert::Infallible;

use graph_model::batch::{BatchError, BatchResponses, Ticket};
use graph_model::{Batch, Endpoint, Updated};
use graph_model_tests::directory::{Group, GroupPath};
use http::{Request, Response};
use serde_json::{Value, json};

fn get() -> graph_model::RequestBuilder<Group> {
    Group::get().at(&GroupPath { group_id: "4f" })
}

/// The ids of the requests of a part, each with those of the requests that it waits for.
type Part = Vec<(usize, Vec<usize>)>;

/// Sends the batch, and returns the responses and the parts.
fn sent(batch: Batch) -> (BatchResponses<Infallible>, Vec<Part>) {
    let mut parts = Vec::new();
    let responses = batch.send(&Endpoint::V1_0, |request: Request<Vec<u8>>| {
        let part: Value = serde_json::from_slice(request.body()).unwrap();
        let number = |id: &Value| id.as_str().unwrap().parse::<usize>().unwrap();
        let requests = part["requests"].as_array().unwrap();
        let numbered = requests.iter().map(|request| {
            let after = request["dependsOn"].as_array().cloned().unwrap_or_default();
            (number(&request["id"]), after.iter().map(number).collect())
        });
        parts.push(numbered.collect());
        let replies = requests
            .iter()
            .map(|request| json!({ "id": request["id"], "status": 200, "body": { "id": "1" } }));
        let replies = json!({ "responses": replies.collect::<Vec<_>>() });
        Ok(Response::new(replies.to_string()))
    });
    (responses, parts)
}

/// A batch in which each request waits for these others.
fn batch(after: &[&[usize]]) -> (Batch, Vec<Ticket<Group>>) {
    let mut batch = Batch::new();
    let mut tickets: Vec<Ticket<Group>> = Vec::new();
    for others in after {
        let others: Vec<_> = others.iter().map(|&other| tickets[other].id()).collect();
        tickets.push(batch.add_after(get(), &others));
    }
    (batch, tickets)
}

fn parts(after: &[&[usize]]) -> Vec<Part> {
    let (batch, tickets) = batch(after);
    let (responses, parts) = sent(batch);
    for ticket in &tickets {
        assert!(responses.get(ticket).is_ok());
    }
    parts
}

#[test]
fn the_three_patterns_are_sent_as_one_part() {
    assert_eq!(
        parts(&[&[], &[], &[]]),
        [[(0, vec![]), (1, vec![]), (2, vec![])]]
    );
    assert_eq!(
        parts(&[&[], &[0], &[1]]),
        [[(0, vec![]), (1, vec![0]), (2, vec![1])]]
    );
    assert_eq!(
        parts(&[&[], &[0], &[0]]),
        [[(0, vec![]), (1, vec![0]), (2, vec![0])]]
    );
}

#[test]
fn other_dependencies_are_sent_in_several_parts() {
    assert_eq!(
        parts(&[&[], &[0], &[]]),
        [vec![(0, vec![]), (1, vec![0])], vec![(2, vec![])]]
    );
    assert_eq!(
        parts(&[&[], &[], &[0, 1], &[2]]),
        [
            vec![(0, vec![]), (1, vec![])],
            vec![(2, vec![]), (3, vec![2])]
        ]
    );
    assert_eq!(
        parts(&[&[], &[0], &[], &[2]]),
        [
            vec![(0, vec![]), (1, vec![0])],
            vec![(2, vec![]), (3, vec![2])]
        ]
    );
    assert_eq!(
        parts(&[&[], &[0], &[0], &[1]]),
        [
            vec![(0, vec![]), (1, vec![0]), (2, vec![0])],
            vec![(3, vec![])]
        ]
    );
}

#[test]
fn an_independent_request_joins_neither_a_chain_nor_a_fan() {
    assert_eq!(
        parts(&[&[], &[0], &[1], &[]]),
        [
            vec![(0, vec![]), (1, vec![0]), (2, vec![1])],
            vec![(3, vec![])]
        ]
    );
    assert_eq!(
        parts(&[&[], &[0], &[0], &[]]),
        [
            vec![(0, vec![]), (1, vec![0]), (2, vec![0])],
            vec![(3, vec![])]
        ]
    );
}

#[test]
fn many_pairs_are_sent_in_few_parts() {
    let after: Vec<Vec<usize>> = (0..40)
        .map(|number| {
            if number % 2 == 0 {
                vec![]
            } else {
                vec![number - 1]
            }
        })
        .collect();
    let after: Vec<&[usize]> = after.iter().map(Vec::as_slice).collect();
    let sizes: Vec<usize> = parts(&after).iter().map(Vec::len).collect();
    assert_eq!(sizes, [20, 20]);
}

#[test]
fn a_long_chain_keeps_its_order() {
    let after: Vec<Vec<usize>> = (0..45)
        .map(|number| {
            if number == 0 {
                vec![]
            } else {
                vec![number - 1]
            }
        })
        .collect();
    let after: Vec<&[usize]> = after.iter().map(Vec::as_slice).collect();
    let parts = parts(&after);
    let sizes: Vec<usize> = parts.iter().map(Vec::len).collect();
    assert_eq!(sizes, [20, 20, 5]);
    assert_eq!(parts[1][..2], [(20, vec![]), (21, vec![20])]);
}

#[test]
fn a_batch_asks_the_service_to_continue_after_an_error() {
    let mut batch = Batch::new().header("Prefer", "respond-async");
    batch.add(get());
    let mut prefer = Vec::new();
    let _ = batch.send(&Endpoint::V1_0, |request| {
        prefer.push(request.headers()["prefer"].to_str().unwrap().to_owned());
        Ok::<_, Infallible>(Response::new(r#"{"responses":[]}"#))
    });
    assert_eq!(prefer, ["odata.continue-on-error, respond-async"]);
}

#[test]
fn replies_with_numbers_and_strings_in_any_place_are_read() {
    let mut batch = Batch::new();
    let first = batch.add(get());
    let second = batch.add(
        Group::patch()
            .display_name("x")
            .at(&GroupPath { group_id: "4f" }),
    );
    let responses = batch.send(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(Response::new(
            r#"{"responses":[{"id":0,"status":"200","status":"200","body":{"id":"1"}},{"id":"1","status":204}]}"#,
        ))
    });
    assert_eq!(responses.get(&first).unwrap().base.id.as_deref(), Some("1"));
    assert_eq!(
        responses.get(&second).unwrap(),
        Updated::NoContent { etag: None }
    );
}

#[test]
fn further_replies_are_fetched_from_their_link() {
    let mut batch = Batch::new().bearer("eyJ0");
    let tickets = [batch.add(get()), batch.add(get()), batch.add(get())];
    let mut requests = Vec::new();
    let responses = batch.send(&Endpoint::V1_0, |request| {
        assert!(request.headers().contains_key("authorization"));
        requests.push(format!("{} {}", request.method(), request.uri()));
        let link = "https://graph.microsoft.com/v1.0/$batch?$skiptoken=a";
        let body = if requests.len() == 1 {
            format!(r#"{{"@odata.nextLink":"{link}","responses":[{{"id":"0","status":200,"body":{{}}}}]}}"#)
        } else {
            // The link leads to itself.
            format!(r#"{{"@odata.nextLink":"{link}","responses":[{{"id":"1","status":200,"body":{{}}}}]}}"#)
        };
        Ok::<_, Infallible>(Response::new(body))
    });
    assert!(responses.get(&tickets[0]).is_ok());
    assert!(responses.get(&tickets[1]).is_ok());
    assert!(matches!(
        responses.get(&tickets[2]),
        Err(BatchError::Unanswered)
    ));
    assert_eq!(
        requests,
        [
            "POST https://graph.microsoft.com/v1.0/$batch",
            "GET https://graph.microsoft.com/v1.0/$batch?$skiptoken=a",
            "GET https://graph.microsoft.com/v1.0/$batch?$skiptoken=a",
        ]
    );
}

#[test]
fn an_error_in_place_of_the_replies_is_the_error_of_the_part() {
    let mut batch = Batch::new();
    let ticket = batch.add(get());
    let responses = batch.send(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(Response::new(r#"{"error":{"code":"c","message":"m"}}"#))
    });
    let error = responses.get(&ticket).unwrap_err();
    assert_eq!(
        graph_model_tests::chain(&error),
        "the part of the batch with this request failed: 200 OK: c: m"
    );
}
