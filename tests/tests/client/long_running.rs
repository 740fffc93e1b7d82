//! Waiting for operations, and for changes to be visible.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_client::testing::{Reply, Service};
use graph_client::{Client, Progress, ProgressStatus, WaitError, Waiting, blocking};
use graph_model::http::{Accepted, Completion, FromResponse};
use graph_model::path::Route;
use graph_model::{Endpoint, RequestBuilder};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupPath, User};
use http::{Request, Response};
use serde_json::{Value, json};

use crate::run;

const ME: Route<User> = Route::singleton("me");
const PATH: GroupPath<'static> = GroupPath { group_id: "4f" };

fn accepted(monitor: &str) -> Accepted {
    let response = Response::builder().status(202).header("Location", monitor);
    match Completion::<()>::from_response(response.body("").unwrap()) {
        Ok(Completion::Accepted(accepted)) => accepted,
        other => panic!("{other:?}"),
    }
}

/// A client of a monitor that gives these responses.
fn monitor(replies: &[(u16, &'static str, Value)]) -> blocking::Client {
    let replies: Vec<_> = replies.iter().rev().cloned().collect();
    let replies = Mutex::new(replies);
    let transport = move |_: Request<Vec<u8>>| {
        let (status, header, body) = replies.lock().unwrap().pop().unwrap();
        let mut response = Response::builder().status(status);
        if let Some((name, value)) = header.split_once(": ") {
            response = response.header(name, value);
        }
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        Ok::<_, std::io::Error>(response.body(body.into_bytes()).unwrap())
    };
    blocking::Client::new(Endpoint::V1_0, transport)
}

#[test]
fn an_accepted_operation_is_waited_for_without_the_token() {
    let service = Service::new();
    service.long_running("copy", 2, "item-7");
    let client = service.client();
    let waits = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&waits);
    let waiting = Waiting::new(move |delay: Duration| {
        recorded.lock().unwrap().push(delay.as_secs());
        std::future::ready(())
    });
    let progress = run(async {
        let copy: RequestBuilder<Completion<()>> = RequestBuilder::action(&ME, "copy");
        let Completion::Accepted(accepted) = client.send(copy).await.unwrap() else {
            panic!("the copy was done at once");
        };
        client.complete(&accepted, &waiting).await.unwrap()
    });
    assert_eq!(progress.status, ProgressStatus::Succeeded);
    assert_eq!(progress.resource_id.as_deref(), Some("item-7"));
    assert_eq!(progress.percentage, Some(100.0));
    // The monitor says how long to wait, and the response to the copy does not.
    assert_eq!(*waits.lock().unwrap(), [2, 1, 1]);
}

#[test]
fn every_word_for_the_end_is_understood() {
    let done = |status: &str| json!({ "status": status });
    let table = [
        ((200, "", done("completed")), "succeeded"),
        ((200, "", done("Succeeded")), "succeeded"),
        (
            (
                303,
                "Location: https://graph.microsoft.com/v1.0/sites/7",
                Value::Null,
            ),
            "succeeded",
        ),
        ((200, "", json!({ "id": "7" })), "succeeded"),
        ((200, "", done("failed")), "the operation has failed"),
        (
            (200, "", json!({ "status": "failed", "resourceId": 12 })),
            "the operation has failed",
        ),
        (
            (
                200,
                "",
                json!({ "status": "failed", "errorCode": "taken", "statusDescription": "Name exists" }),
            ),
            "the operation has failed: taken: Name exists",
        ),
        ((200, "", json!({ "status": 4 })), "not done after 120 s"),
        (
            (200, "", json!({ "status": { "code": "failed" } })),
            "not done after 120 s",
        ),
        (
            (200, "", json!({ "status": "inProgress", "resourceId": 12 })),
            "not done after 120 s",
        ),
        ((200, "", done("deleteFailed")), "the operation has failed"),
        (
            (
                200,
                "",
                json!({ "status": "failed", "error": { "code": "nameAlreadyExists", "message": "Taken." } }),
            ),
            "200 OK: nameAlreadyExists: Taken.",
        ),
        ((500, "", Value::Null), "500 Internal Server Error"),
    ];
    for (reply, expected) in table {
        let running = (202, "Retry-After: 0", done("notStarted"));
        let waiting = (200, "", done("waitingForAnotherOne"));
        let mut replies = vec![running, waiting];
        replies.extend(vec![reply.clone(); 100]);
        let client = monitor(&replies);
        let outcome = client.complete(
            &accepted("https://api.example/m"),
            &blocking::Waiting::new(|_| {}),
        );
        let outcome = outcome.map_or_else(|error| chain(&error), |_| "succeeded".to_owned());
        assert_eq!(outcome, expected, "{reply:?}");
    }
}

#[test]
fn a_monitor_may_leave_out_the_host_and_the_root() {
    let urls = [
        (
            "/teams('7d')/operations('1')",
            "https://graph.microsoft.com/v1.0/teams('7d')/operations('1')",
        ),
        (
            "/v1.0/operations/1",
            "https://graph.microsoft.com/v1.0/operations/1",
        ),
        (
            "https://graph.microsoft.com/v1.0/operations/1",
            "https://graph.microsoft.com/v1.0/operations/1",
        ),
    ];
    for (monitor, expected) in urls {
        let transport = move |request: Request<Vec<u8>>| {
            assert_eq!(request.uri(), expected);
            assert_eq!(request.headers()["authorization"], "Bearer eyJ0eXAi");
            Ok::<_, std::io::Error>(Response::new(br#"{"status":"succeeded"}"#.to_vec()))
        };
        let client = blocking::Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
        client.progress(monitor).unwrap();
    }
    let transport = |request: Request<Vec<u8>>| {
        assert!(!request.headers().contains_key("authorization"));
        Ok::<_, std::io::Error>(Response::new(br#"{"status":"succeeded"}"#.to_vec()))
    };
    let client = blocking::Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
    for foreign in [
        "https://api.onedrive.com/monitor/4A",
        "https://graph.microsoft.com.evil.example/v1.0/x",
        "https://graph.microsoft.com:8443/v1.0/x",
    ] {
        client.progress(foreign).unwrap();
    }
    for invalid in ["//evil.example/x", "ftp://x/y", ""] {
        let error = client.progress(invalid).unwrap_err();
        assert_eq!(
            chain(&error),
            "the request could not be sent: the URL from the service is not absolute",
            "{invalid}"
        );
    }
}

#[test]
fn a_monitor_that_has_moved_is_asked_at_its_new_place() {
    for status in [301, 302, 307, 308] {
        let transport = move |request: Request<Vec<u8>>| {
            let response = Response::builder();
            Ok::<_, std::io::Error>(if request.uri() == "https://api.example/m" {
                let response = response
                    .status(status)
                    .header("Location", "https://api.example/n");
                response.body(Vec::new()).unwrap()
            } else {
                assert_eq!(request.uri(), "https://api.example/n");
                response
                    .body(br#"{"status":"completed","resourceId":"7"}"#.to_vec())
                    .unwrap()
            })
        };
        let accepted = accepted("https://api.example/m");
        let client = blocking::Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
        let progress = client.complete(&accepted, &blocking::Waiting::new(|_| {}));
        assert_eq!(
            progress.unwrap().resource_id.as_deref(),
            Some("7"),
            "{status}"
        );

        let transport = move |request| std::future::ready(transport(request));
        let client = Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
        let waiting = Waiting::new(|_| std::future::ready(()));
        let progress = run(client.complete(&accepted, &waiting));
        assert_eq!(
            progress.unwrap().resource_id.as_deref(),
            Some("7"),
            "{status}"
        );
    }
}

#[test]
fn a_relative_location_of_a_monitor_stays_on_its_host() {
    let table = [
        ("/n?x=1", "https://api.example/n?x=1"),
        ("n", "https://api.example/a/n"),
        ("?x=1", "https://api.example/a/m?x=1"),
        (
            "/n?next=https://other.example",
            "https://api.example/n?next=https://other.example",
        ),
        ("//other.example/n", "https://other.example/n"),
        ("https://other.example/n", "https://other.example/n"),
    ];
    for (location, expected) in table {
        let transport = move |request: Request<Vec<u8>>| {
            assert!(
                !request.headers().contains_key("authorization"),
                "{location}"
            );
            let response = Response::builder();
            Ok::<_, std::io::Error>(
                if request.uri() == "https://api.example/a/m?tempauth=secret" {
                    let response = response.status(302).header("Location", location);
                    response.body(Vec::new()).unwrap()
                } else {
                    assert_eq!(request.uri(), expected);
                    response
                        .body(br#"{"status":"completed"}"#.to_vec())
                        .unwrap()
                },
            )
        };
        let client = blocking::Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
        let accepted = accepted("https://api.example/a/m?tempauth=secret");
        client
            .complete(&accepted, &blocking::Waiting::new(|_| {}))
            .unwrap();
    }
}

#[test]
fn no_debug_output_holds_a_url_that_may_be_pre_authenticated() {
    let accepted = accepted("https://api.example/m?tempauth=secret");
    let moved = Response::builder()
        .status(302)
        .header("Location", "https://x.example/n?tempauth=secret");
    let moved = Progress::from_response(moved.body("").unwrap()).unwrap();
    assert_eq!(
        moved.monitor.as_deref(),
        Some("https://x.example/n?tempauth=secret")
    );
    let refused = Response::builder()
        .status(307)
        .header("Location", "https://x.example/n?sig=secret");
    let refused = <()>::from_response(refused.body("").unwrap()).unwrap_err();
    for shown in [
        format!("{accepted:?}"),
        format!("{moved:?}"),
        format!("{refused:?} {refused}"),
    ] {
        assert!(!shown.contains("secret"), "{shown}");
    }
}

#[test]
fn waiting_has_a_limit() {
    let client = monitor(&vec![(202, "", Value::Null); 5]);
    let waiting = blocking::Waiting::new(|_| {})
        .every(Duration::from_secs(30))
        .at_most(Duration::from_secs(100));
    let error = client
        .complete(&accepted("https://api.example/m"), &waiting)
        .unwrap_err();
    assert!(matches!(error, WaitError::Expired { waited } if waited.as_secs() == 90));
    assert_eq!(error.to_string(), "not done after 90 s");
    // Waits of no time come to an end as well.
    let client = monitor(&vec![(202, "Retry-After: 0", Value::Null); 20_000]);
    assert!(
        client
            .complete(&accepted("https://api.example/m"), &waiting)
            .is_err()
    );
    let error = client.complete(&Accepted::default(), &waiting).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service named no URL that reports the progress"
    );
}

#[test]
fn a_read_is_repeated_until_the_change_is_visible() {
    let service = Service::new();
    let steps = Arc::new(Mutex::new(0));
    let (counted, changed) = (Arc::clone(&steps), service.clone());
    let waiting = blocking::Waiting::new(move |_| {
        let mut step = counted.lock().unwrap();
        *step += 1;
        match *step {
            1 => changed.put("/groups", json!({ "id": "4f" })),
            2 => {
                let client = changed.blocking_client();
                client
                    .send(Group::patch().display_name("Pilots").at(&PATH))
                    .unwrap();
            }
            _ => {}
        }
    });
    let client = service.blocking_client();
    let is_named = |group: &Group| group.display_name.is_some();
    let group = client
        .until(Group::get().at(&PATH), is_named, &waiting)
        .unwrap();
    assert_eq!(group.display_name.as_deref(), Some("Pilots"));
    assert_eq!(*steps.lock().unwrap(), 2);

    // Another error is not waited for.
    let client = client.with_token("another");
    let error = client
        .until(Group::get().at(&PATH), is_named, &waiting)
        .unwrap_err();
    assert!(matches!(error, WaitError::Request(error) if error.service().unwrap().status == 401));
}

#[test]
fn a_reply_may_use_the_service() {
    let service = Service::new();
    let inner = service.clone();
    service.operation("restore", move |call| {
        inner.put("/groups", json!({ "id": call.body["id"] }));
        Reply::empty(204)
    });
    let restore: RequestBuilder<()> = RequestBuilder::action(&ME, "restore");
    service
        .blocking_client()
        .send(restore.json(&json!({ "id": "7d" })))
        .unwrap();
    assert_eq!(service.entities("/groups"), [json!({ "id": "7d" })]);
}

#[test]
fn an_asynchronous_client_waits_in_the_same_way() {
    let service = Service::new();
    let client = service.client();
    let steps = Mutex::new(0);
    let waiting = Waiting::new(move |_| {
        *steps.lock().unwrap() += 1;
        if *steps.lock().unwrap() == 2 {
            service.put("/groups", json!({ "id": "4f", "displayName": "Pilots" }));
        }
        std::future::ready(())
    });
    let waiting = waiting.every(Duration::from_secs(30));
    let is_named = |group: &Group| group.display_name.is_some();
    run(async {
        let group = client
            .until(Group::get().at(&PATH), is_named, &waiting)
            .await
            .unwrap();
        assert_eq!(group.display_name.as_deref(), Some("Pilots"));
        let other = Group::get().at(&GroupPath { group_id: "9" });
        let error = client.until(other, is_named, &waiting).await.unwrap_err();
        assert!(matches!(error, WaitError::Expired { waited } if waited.as_secs() == 120));
        let error = client
            .complete(&Accepted::default(), &waiting)
            .await
            .unwrap_err();
        assert!(matches!(error, WaitError::NoMonitor));
    });
}
