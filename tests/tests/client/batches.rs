//! Batches whose requests are throttled.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_client::testing::{Fault, Service, TOKEN};
use graph_client::{Client, Waiting, blocking};
use graph_model::Batch;
use graph_model::batch::BatchError;
use graph_model_tests::directory::{Group, GroupPath};
use http::Request;
use serde_json::json;

use crate::run;

fn service() -> Service {
    let service = Service::new();
    for id in ["1", "2", "3"] {
        service.put("/groups", json!({ "id": id }));
    }
    service
}

fn path(id: &str) -> GroupPath<'_> {
    GroupPath { group_id: id }
}

#[test]
fn throttled_requests_are_sent_again_alone_after_their_own_time() {
    let service = service();
    service.fail_next_in_batch(Fault::throttled("7"));
    service.fail_next_in_batch(Fault::throttled("3"));
    let client = service.client();
    let mut batch = Batch::new();
    let groups = ["1", "2", "3"].map(|id| batch.add(Group::get().at(&path(id))));
    let waits = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&waits);
    let waiting = Waiting::new(move |delay: Duration| {
        recorded.lock().unwrap().push(delay.as_secs());
        std::future::ready(())
    });
    let responses = run(async {
        let mut responses = client.batch(batch).await;
        client.retry_throttled(&mut responses, &waiting).await;
        responses
    });
    for (id, ticket) in ["1", "2", "3"].iter().zip(&groups) {
        assert_eq!(responses.get(ticket).unwrap().id.as_deref(), Some(*id));
    }
    // Both wait at the same time.
    assert_eq!(*waits.lock().unwrap(), [3, 4]);
    let ids: Vec<Vec<String>> = service
        .take_received()
        .iter()
        .map(|request| {
            let requests = request.body["requests"].as_array().unwrap();
            requests
                .iter()
                .map(|request| request["url"].as_str().unwrap().to_owned())
                .collect()
        })
        .collect();
    assert_eq!(
        ids,
        [
            vec!["/groups/1", "/groups/2", "/groups/3"],
            vec!["/groups/2"],
            vec!["/groups/1"]
        ]
    );
}

#[test]
fn a_request_that_stays_throttled_keeps_its_error() {
    let service = service();
    for _ in 0..5 {
        service.fail_next_in_batch(Fault::throttled("40"));
    }
    let client = service.blocking_client();
    let mut batch = Batch::new();
    let group = batch.add(Group::get().at(&path("1")));
    let mut responses = client.batch(batch);
    let waiting = blocking::Waiting::new(|_| {}).at_most(Duration::from_secs(100));
    client.retry_throttled(&mut responses, &waiting);
    // Two waits of 40 s are possible, and a third is not.
    assert_eq!(service.take_received().len(), 3);
    assert!(matches!(
        responses.get(&group),
        Err(BatchError::Response(_))
    ));
}

#[test]
fn requests_that_are_due_together_are_sent_together() {
    let service = service();
    for _ in 0..3 {
        service.fail_next_in_batch(Fault::throttled("10"));
    }
    let client = service.blocking_client();
    let mut batch = Batch::new();
    let groups = ["1", "2", "3"].map(|id| batch.add(Group::get().at(&path(id))));
    let mut responses = client.batch(batch);
    let waiting = blocking::Waiting::new(|_| {}).at_most(Duration::from_secs(10));
    client.retry_throttled(&mut responses, &waiting);
    assert_eq!(service.take_received().len(), 2);
    assert!(groups.iter().all(|group| responses.get(group).is_ok()));
}

#[test]
fn a_request_without_a_time_waits_for_the_usual_interval() {
    let service = service();
    service.fail_next_in_batch(Fault::throttled(""));
    service.fail_next_in_batch(Fault::throttled("1"));
    let client = service.blocking_client();
    let mut batch = Batch::new();
    let groups = ["1", "2"].map(|id| batch.add(Group::get().at(&path(id))));
    let mut responses = client.batch(batch);
    client.retry_throttled(&mut responses, &blocking::Waiting::new(|_| {}));
    let urls: Vec<String> = service
        .take_received()
        .iter()
        .skip(1)
        .map(|request| request.body["requests"][0]["url"].to_string())
        .collect();
    // The interval is two seconds.
    assert_eq!(urls, ["\"/groups/2\"", "\"/groups/1\""]);
    assert!(groups.iter().all(|group| responses.get(group).is_ok()));
}

#[test]
fn what_was_on_its_way_when_the_caller_gave_up_is_not_sent_again_by_itself() {
    let service = service();
    for _ in 0..2 {
        service.fail_next_in_batch(Fault::throttled("0"));
    }
    let (service_of_transport, is_silent) = (service.clone(), Arc::new(AtomicBool::new(false)));
    let silent = is_silent.clone();
    let transport = move |request: Request<Vec<u8>>| {
        let response = service_of_transport.respond(&request).unwrap();
        let is_silent = silent.load(Ordering::Relaxed);
        async move {
            if is_silent {
                std::future::pending::<()>().await;
            }
            Ok::<_, io::Error>(response)
        }
    };
    let client = Client::new(service.endpoint(), transport).with_token(TOKEN);
    let mut batch = Batch::new();
    let first = batch.add(Group::delete(&path("1")));
    let second = batch.add(Group::delete(&path("2")));
    run(async {
        let mut responses = client.batch(batch).await;
        is_silent.store(true, Ordering::Relaxed);
        let again = client.send_again(&mut responses, [first.id()]);
        assert!(
            tokio::time::timeout(Duration::from_millis(20), again)
                .await
                .is_err()
        );
        is_silent.store(false, Ordering::Relaxed);

        assert!(matches!(responses.get(&first), Err(BatchError::Unanswered)));
        let waiting = Waiting::new(|_| std::future::ready(()));
        client.retry_throttled(&mut responses, &waiting).await;
        assert!(responses.get(&second).is_ok());
    });
    let sent: Vec<usize> = service
        .take_received()
        .iter()
        .map(|request| request.body["requests"].as_array().unwrap().len())
        .collect();
    assert_eq!(sent, [2, 1, 1]);
}
