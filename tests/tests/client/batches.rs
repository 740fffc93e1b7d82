//! Batches whose requests are throttled.

use std::sync::Mutex;
use std::time::Duration;

use graph_client::Waiting;
use graph_client::testing::{Fault, Service};
use graph_model::Batch;
use graph_model::batch::BatchError;
use graph_model_tests::directory::{Group, GroupPath};
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
    let waits = Mutex::new(Vec::new());
    let waiting = Waiting::new(|delay: Duration| {
        waits.lock().unwrap().push(delay.as_secs());
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
    assert_eq!(waits.into_inner().unwrap(), [3, 7]);
    let ids: Vec<Vec<String>> = service
        .received()
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
    let waiting = Waiting::new(|_| {}).at_most(Duration::from_secs(100));
    client.retry_throttled(&mut responses, &waiting);
    // Two waits of 40 s are possible, and a third is not.
    assert_eq!(service.received().len(), 3);
    assert!(matches!(
        responses.get(&group),
        Err(BatchError::Response(_))
    ));
}
