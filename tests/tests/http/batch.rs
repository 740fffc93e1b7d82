//! Batches over a real socket: any number of requests, each with its own type of response.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use graph_model::batch::{BatchError, BatchResponses, Ticket};
use graph_model::http::{Content, Created};
use graph_model::path::LinkError;
use graph_model::{Batch, Endpoint, Page, RequestBuilder, RequestError, ResponseError, Updated};
use graph_model_tests::chain;
use graph_model_tests::client::send;
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath, User, UserPath};
use graph_model_tests::stand_in::{StandIn, TOKEN};
use http::Response;
use serde_json::{Value, json};

fn service() -> (StandIn, Endpoint) {
    let service = StandIn::start().unwrap();
    let endpoint = Endpoint::new(service.root());
    (service, endpoint)
}

fn path(id: &str) -> GroupPath<'_> {
    GroupPath { group_id: id }
}

fn status<E>(error: &BatchError<E>) -> u16 {
    match error {
        BatchError::Response(ResponseError::Service(error)) => error.status.as_u16(),
        _ => 0,
    }
}

#[test]
#[allow(
    clippy::too_many_lines,
    reason = "five kinds of requests, each added and read back"
)]
fn a_batch_of_45_mixed_requests_with_three_failures_gives_45_typed_responses() {
    let (service, endpoint) = service();
    for number in 0..45 {
        let id = number.to_string();
        service.put(
            "/groups",
            json!({ "id": id, "displayName": format!("Group {id}") }),
        );
    }
    let ids: Vec<String> = (0..45).map(|number| number.to_string()).collect();
    let mut batch = Batch::new().bearer(TOKEN);
    let (mut gets, mut updates, mut creations, mut deletions, mut lists) =
        (vec![], vec![], vec![], vec![], vec![]);
    for (number, id) in ids.iter().enumerate() {
        // One get, one update and one deletion fail: the entity does not exist, or the etag is not
        // that of the entity.
        match number % 5 {
            0 => {
                let id = if number == 20 { "nowhere" } else { id };
                gets.push((number, batch.add(Group::get().at(&path(id)))));
            }
            1 => {
                let request = Group::patch()
                    .display_name(format!("New {id}"))
                    .at(&path(id));
                let request = if number == 21 {
                    request.if_match("W/\"0\"")
                } else {
                    request
                };
                updates.push((number, batch.add(request)));
            }
            2 => {
                let group = Group {
                    display_name: Some(id.clone()),
                    ..Default::default()
                };
                creations.push((
                    number,
                    batch.add(Group::create(&group).at(&GroupCollectionPath)),
                ));
            }
            3 => {
                let id = if number == 43 { "nowhere" } else { id };
                deletions.push((number, batch.add(Group::delete(&path(id)))));
            }
            _ => {
                let list = Group::list().filter(|group| group.id.eq(id));
                lists.push((number, batch.add(list.at(&GroupCollectionPath))));
            }
        }
    }
    assert_eq!(batch.len(), 45);

    let responses = batch.send(&endpoint, send);

    for (number, ticket) in &gets {
        let group: Result<Group, _> = responses.get(ticket);
        match group {
            Ok(group) => assert_eq!(group.display_name, Some(format!("Group {number}"))),
            Err(error) => assert_eq!((*number, status(&error)), (20, 404)),
        }
    }
    for (number, ticket) in &updates {
        let updated: Result<Updated<Group>, _> = responses.get(ticket);
        match updated {
            Ok(updated) => {
                assert_eq!(
                    updated.into_entity().unwrap().display_name,
                    Some(format!("New {number}"))
                );
            }
            Err(error) => assert_eq!((*number, status(&error)), (21, 412)),
        }
    }
    for (number, ticket) in &creations {
        let created: Created<Group> = responses.get(ticket).unwrap();
        assert_eq!(
            created.into_entity().unwrap().display_name,
            Some(number.to_string())
        );
    }
    for (number, ticket) in &deletions {
        let deleted: Result<(), _> = responses.get(ticket);
        match deleted {
            Ok(()) => assert_ne!(*number, 43),
            Err(error) => assert_eq!((*number, status(&error)), (43, 404)),
        }
    }
    for (number, ticket) in &lists {
        let page: Page<Group> = responses.get(ticket).unwrap();
        assert_eq!(page.value[0].id, Some(number.to_string()));
    }
    let failures = gets
        .iter()
        .filter(|(_, ticket)| responses.get(ticket).is_err())
        .count()
        + updates
            .iter()
            .filter(|(_, ticket)| responses.get(ticket).is_err())
            .count()
        + deletions
            .iter()
            .filter(|(_, ticket)| responses.get(ticket).is_err())
            .count();
    assert_eq!(failures, 3);

    let received = service.take_received();
    let sizes: Vec<_> = received
        .iter()
        .map(|part| part.body["requests"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(sizes, [20, 20, 5]);
    assert!(received.iter().all(|part| part.url == "/v1.0/$batch"));
}

#[test]
fn a_request_in_a_batch_is_the_same_as_alone_except_for_its_token() {
    let (service, endpoint) = service();
    let mut batch = Batch::new()
        .bearer(TOKEN)
        .header("client-request-id", "9c1d");
    let first = batch.add(
        Group::patch()
            .display_name("Pilots")
            .bind_owners([&UserPath { user_id: "4f" }])
            .at(&path("a/b"))
            .bearer("eyJ0.of.the.request")
            .header("x-of-a-proxy", " Bearer\teyJ0.of.a.proxy")
            .header(
                "x-ms-authorization-auxiliary",
                "EncryptedBearer eyJ0.of.a.tenant",
            )
            .if_match("W/\"1\""),
    );
    let second = batch.add_after(
        User::get()
            .select(|user| user.display_name)
            .at(&UserPath { user_id: "ü" }),
        &[first.id()],
    );
    let responses = batch.send(&endpoint, send);
    assert_eq!(status(&responses.get(&first).unwrap_err()), 404);
    assert_eq!(status(&responses.get(&second).unwrap_err()), 424);
    let received = service.take_received();
    assert_eq!(received.len(), 1);
    assert_eq!(
        received[0].headers["authorization"],
        format!("Bearer {TOKEN}")
    );
    assert_eq!(received[0].headers["client-request-id"], "9c1d");
    assert_eq!(
        received[0].body,
        json!({ "requests": [
            {
                "id": "0",
                "method": "PATCH",
                "url": "/groups/a%2Fb",
                "headers": { "content-type": "application/json", "if-match": "W/\"1\"" },
                "body": {
                    "@odata.type": "#microsoft.graph.group",
                    "displayName": "Pilots",
                    "owners@odata.bind": [format!("{}/users/4f", service.root())],
                },
            },
            {
                "id": "1",
                "dependsOn": ["0"],
                "method": "GET",
                "url": "/users/%C3%BC?$select=displayName",
            },
        ] })
    );
}

#[test]
fn numbers_in_a_body_and_in_a_response_keep_their_digits() {
    let user = User {
        quota: Some(9_007_199_254_740_993),
        ..Default::default()
    };
    let mut batch = Batch::new();
    let mut body = Vec::new();
    let request = User::patch()
        .quota(user.quota.unwrap())
        .at(&UserPath { user_id: "4f" });
    let ticket = batch.add(request);
    let responses: BatchResponses<Infallible> = batch.send(&Endpoint::V1_0, |request| {
        body = request.into_body();
        let responses = r#"{"responses":[{"id":"0","status":200,"headers":{"ETag":"x","Retry-After":7},
            "body":{"id":"4f","quota":9007199254740993}}]}"#;
        Ok(Response::new(responses.as_bytes().to_vec()))
    });
    assert_eq!(
        String::from_utf8(body).unwrap(),
        concat!(
            r#"{"requests":[{"id":"0","method":"PATCH","url":"/users/4f","headers":{"content-type":"application/json"},"#,
            r##""body":{"@odata.type":"#microsoft.graph.user","quota":9007199254740993}}]}"##
        )
    );
    let updated = responses.get(&ticket).unwrap();
    assert_eq!(updated.etag(), Some("x"));
    assert_eq!(updated.into_entity().unwrap().quota, user.quota);
}

#[test]
fn a_dependency_is_kept_across_parts() {
    let (service, endpoint) = service();
    service.put("/groups", json!({ "id": "4f" }));
    let mut batch = Batch::new().bearer(TOKEN);
    let good = batch.add(Group::get().at(&path("4f")));
    let bad = batch.add(Group::get().at(&path("nowhere")));
    for _ in 0..20 {
        batch.add(Group::get().at(&path("4f")));
    }
    let after_good = batch.add_after(Group::delete(&path("4f")), &[good.id()]);
    let after_bad = batch.add_after(Group::delete(&path("4f")), &[good.id(), bad.id()]);
    let after_that = batch.add_after(Group::get().at(&path("4f")), &[after_bad.id()]);
    let after_deletion = batch.add_after(Group::get().at(&path("4f")), &[after_good.id()]);
    let responses = batch.send(&endpoint, send);
    responses.get(&after_good).unwrap();
    assert!(matches!(
        responses.get(&after_bad),
        Err(BatchError::Dependency)
    ));
    assert!(matches!(
        responses.get(&after_that),
        Err(BatchError::Dependency)
    ));
    assert_eq!(status(&responses.get(&after_deletion).unwrap_err()), 404);
    let received = service.take_received();
    let sent = |part: usize| -> Vec<(&Value, &Value)> {
        let requests = received[part].body["requests"].as_array().unwrap();
        let requests = requests.iter();
        requests
            .map(|request| (&request["id"], &request["dependsOn"]))
            .collect()
    };
    assert_eq!(
        (&sent(1)[2..], &sent(2)[..]),
        (
            &[(&json!("22"), &Value::Null)][..],
            &[(&json!("25"), &Value::Null)][..]
        ),
        "what has succeeded in another part is not waited for"
    );
}

#[test]
fn a_link_to_a_version_whose_name_begins_alike_is_foreign() {
    let mut batch = Batch::new().bearer(TOKEN);
    let link = "https://graph.microsoft.com/v1.0beta/groups";
    let groups: Ticket<Page<Group>> = batch.add(RequestBuilder::follow(link));
    let nothing_is_sent =
        |_| -> Result<Response<Vec<u8>>, Infallible> { panic!("the batch was sent") };
    let responses = batch.send(&Endpoint::V1_0, nothing_is_sent);
    let origin = "https://graph.microsoft.com".to_owned();
    match responses.get(&groups) {
        Err(BatchError::Request(RequestError::Link(error))) => {
            assert_eq!(error, LinkError::Foreign { origin });
        }
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn a_request_that_cannot_be_built_is_left_out_and_the_others_are_sent() {
    let (service, endpoint) = service();
    service.put("/groups", json!({ "id": "4f" }));
    let mut batch = Batch::new().bearer(TOKEN);
    let empty = batch.add(Group::get().at(&path("")));
    let after = batch.add_after(Group::get().at(&path("4f")), &[empty.id()]);
    let good = batch.add(Group::get().at(&path("4f")));
    let astray: Ticket<Page<Group>> = batch.add(graph_model::RequestBuilder::follow(
        "https://elsewhere.example/",
    ));
    let responses = batch.send(&endpoint, send);
    assert_eq!(
        chain(&responses.get(&empty).unwrap_err()),
        "the request could not be built: the path value `groupId` is empty"
    );
    assert!(matches!(responses.get(&after), Err(BatchError::Dependency)));
    assert!(responses.get(&good).is_ok());
    assert!(matches!(
        responses.get(&astray),
        Err(BatchError::Request(RequestError::Link(
            LinkError::Foreign { .. }
        )))
    ));
    assert_eq!(
        service.take_received()[0].body["requests"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn bodies_that_are_not_json_are_strings_in_a_batch() {
    let request = |content_type: &str, body: &[u8]| {
        RequestBuilder::<Content>::method(http::Method::PUT, &path("1")).body(content_type, body)
    };
    let mut batch = Batch::new().bearer(TOKEN);
    let image = batch.add(request("image/png", &[0xFF, 0xEF]));
    let text = batch.add(request("text/plain; charset=utf-8", "1\u{e9}".as_bytes()));
    let json = batch.add(request("application/merge-patch+json", b"{\"a\":1}"));
    let broken = batch.add(request("application/json", b"{"));
    let responses = batch.send(&Endpoint::V1_0, |part| {
        let part: Value = serde_json::from_slice(part.body()).unwrap();
        let parts = part["requests"].as_array().unwrap();
        let bodies: Vec<&Value> = parts.iter().map(|part| &part["body"]).collect();
        assert_eq!(
            bodies,
            [&json!("_-8="), &json!("1\u{e9}"), &json!({ "a": 1 })]
        );
        let reply = |id: &str, content_type: &str, body: Value| {
            let headers = json!({ "Content-Type": content_type });
            json!({ "id": id, "status": 200, "headers": headers, "body": body })
        };
        let replies = json!({ "responses": [
            reply("0", "image/png", json!("/+8=")),
            reply("1", "text/plain", json!("AAAA")),
            reply("2", "application/json", json!("eyJhIjoxfQ")),
        ] });
        Ok::<_, Infallible>(Response::new(replies.to_string().into_bytes()))
    });
    let bytes = |ticket: &Ticket<Content>| responses.get(ticket).map(|content| content.bytes);
    assert_eq!(bytes(&image).unwrap(), [0xFF, 0xEF]);
    assert_eq!(bytes(&text).unwrap(), b"AAAA");
    assert_eq!(bytes(&json).unwrap(), br#"{"a":1}"#);
    // Only the request with the broken body fails.
    assert!(matches!(
        responses.get(&broken),
        Err(BatchError::Request(RequestError::Body { .. }))
    ));
}

#[test]
fn a_link_to_the_next_page_is_followed_in_a_batch_too() {
    let (service, endpoint) = service();
    for id in ["1", "2", "3"] {
        service.put("/groups", json!({ "id": id }));
    }
    let list = Group::list().top(3).at(&GroupCollectionPath).bearer(TOKEN);
    let first = list.send(&endpoint, send).unwrap();
    let mut batch = Batch::new().bearer(TOKEN);
    let next = batch.add(first.next_request().unwrap());
    let responses = batch.send(&endpoint, send);
    assert_eq!(
        responses.get(&next).unwrap().value[0].id.as_deref(),
        Some("3")
    );
    let url = &service.take_received()[1].body["requests"][0]["url"];
    assert_eq!(url, "/groups?$top=3&$skiptoken=2");
}

#[test]
fn a_part_that_fails_as_a_whole_does_not_affect_the_responses_of_other_parts() {
    let (service, endpoint) = service();
    service.put("/groups", json!({ "id": "4f" }));
    let mut batch = Batch::new().bearer(TOKEN);
    let tickets: Vec<_> = (0..25)
        .map(|_| batch.add(Group::get().at(&path("4f"))))
        .collect();
    service.disturb(429, "5");
    let responses = batch.send(&endpoint, send);
    let error = responses.get(&tickets[19]).unwrap_err();
    assert_eq!(
        chain(&error),
        "the part of the batch with this request failed: 429 Too Many Requests: TooManyRequests: Come back later. (request id stand-in)"
    );
    assert!(matches!(error, BatchError::Part(_)));
    assert!(responses.get(&tickets[20]).is_ok());
}

#[test]
fn a_missing_or_invalid_response_does_not_affect_the_others() {
    let mut batch = Batch::new();
    let tickets: Vec<_> = (0..6)
        .map(|_| batch.add(Group::get().at(&path("4f"))))
        .collect();
    let responses: BatchResponses<Infallible> = batch.send(&Endpoint::V1_0, |_| {
        let responses = r#"{"responses":[
            {"id":"4","status":200,"body":{"id":"5a"}},
            {"id":"1","status":200,"body":{"id":7}},
            {"id":"2","status":20000},
            {"id":"nobody","status":200},
            {"id":"5","status":204},
            {"id":"0","status":200,"headers":null,"body":{"id":"4f"}}]}"#;
        Ok(Response::new(responses.as_bytes().to_vec()))
    });
    let id = |number: usize| {
        responses
            .get(&tickets[number])
            .map(|group| group.base.id.unwrap())
    };
    assert_eq!(id(0).unwrap(), "4f");
    assert_eq!(id(4).unwrap(), "5a");
    assert_eq!(
        chain(&id(1).unwrap_err()),
        "200 OK, but the body cannot be read: invalid type: integer `7`, expected a string at line 1 column 7"
    );
    assert!(matches!(id(2), Err(BatchError::Unanswered)));
    assert!(matches!(id(3), Err(BatchError::Unanswered)));
    assert_eq!(
        id(5).unwrap_err().to_string(),
        "204 No Content, but the body is empty and a value is expected"
    );
}

#[test]
fn a_response_that_cannot_be_read_does_not_affect_the_others() {
    let mut batch = Batch::new();
    let tickets: Vec<_> = (0..3)
        .map(|_| batch.add(Group::delete(&path("4f"))))
        .collect();
    let headers: Vec<String> = (0..40_000)
        .map(|number| format!("\"h{number}\":\"x\""))
        .collect();
    let responses = format!(
        r#"{{"responses":[null,{{"id":"1","id":"1","status":204}},{{"id":"01","status":204}},
        {{"id":"0","status":204,"headers":{{{}}}}},{{"id":"2","status":500}},{{"id":"2","status":204}}]}}"#,
        headers.join(",")
    );
    let answers: BatchResponses<Infallible> =
        batch.send(&Endpoint::V1_0, |_| Ok(Response::new(responses.clone())));
    assert!(answers.get(&tickets[0]).is_ok());
    assert!(
        answers.get(&tickets[1]).is_ok(),
        "a repeated member does not undo what the service did"
    );
    assert_eq!(
        status(&answers.get(&tickets[2]).unwrap_err()),
        500,
        "the first answer counts"
    );
}

#[test]
fn debug_output_of_responses_leaves_out_headers_and_content() {
    let mut batch = Batch::new();
    let _ = batch.add(Group::delete(&path("4f")));
    let responses: BatchResponses<Infallible> = batch.send(&Endpoint::V1_0, |_| {
        Ok(Response::new(
            r#"{"responses":[{"id":"0","status":401,
            "headers":{"WWW-Authenticate":"Bearer eyJhbGci.SECRET"},"body":"Bearer eyJhbGci.SECRET"}]}"#,
        ))
    });
    let shown = format!("{responses:?}");
    assert!(shown.contains("401"), "{shown}");
    assert!(!shown.contains("SECRET"), "{shown}");
    // 83 is `S`: bytes are shown as numbers.
    assert!(!shown.contains("83, 69"), "{shown}");
}

#[test]
fn a_batch_can_be_sent_from_any_thread() {
    fn is_send<T: Send>(_: T) {}
    let send = async |_| {
        Err::<http::Response<Vec<u8>>, Box<dyn std::error::Error + Send>>(Box::new(std::fmt::Error))
    };
    is_send(Batch::new().send_async(&Endpoint::V1_0, send));
}

#[test]
fn a_ticket_is_valid_only_for_its_own_batch() {
    let mut one = Batch::new();
    let mut other = Batch::new();
    let of_one = one.add(Group::get().at(&path("4f")));
    let of_other = other.add_after(Group::get().at(&path("4f")), &[of_one.id()]);
    let send = |_| -> Result<http::Response<Vec<u8>>, Infallible> { panic!("nothing is sent") };
    let responses = other.send(&Endpoint::V1_0, send);
    assert!(matches!(
        responses.get(&of_one),
        Err(BatchError::OtherBatch)
    ));
    assert!(matches!(
        responses.get(&of_other),
        Err(BatchError::Dependency)
    ));
}

#[test]
fn an_empty_batch_sends_nothing() {
    let send = |_| -> Result<http::Response<Vec<u8>>, Infallible> { panic!("nothing is sent") };
    assert!(Batch::new().is_empty());
    let _: BatchResponses<Infallible> = Batch::new().send(&Endpoint::V1_0, send);
}

#[test]
fn a_batch_can_be_sent_by_an_asynchronous_client() {
    let (service, endpoint) = service();
    for id in ["1", "2"] {
        service.put("/groups", json!({ "id": id }));
    }
    let mut batch = Batch::new().bearer(TOKEN);
    let tickets: Vec<_> = (0..21)
        .map(|_| batch.add(Group::get().at(&path("2"))))
        .collect();
    let future = batch.send_async(&endpoint, |request| async { send(request) });
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(responses) = pin!(future).poll(&mut context) else {
        panic!("the client answers at once");
    };
    assert!(tickets.iter().all(|ticket| responses.get(ticket).is_ok()));
    assert_eq!(service.take_received().len(), 2);
}
