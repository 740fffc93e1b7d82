//! Paging as a stream, with a client that responds later.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures_util::StreamExt;
use graph_model::path::LinkError;
use graph_model::{Endpoint, Page, RequestError, SendError};
use graph_model_tests::client::send;
use graph_model_tests::directory::{Group, GroupCollectionPath};
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

/// Runs a future that never wakes its task: polls it until it is ready.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Sends the request when it is polled for the second time.
async fn send_later(
    request: http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, ureq::Error> {
    let mut asked = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut asked, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    send(request)
}

fn service() -> (StandIn, Endpoint) {
    let service = StandIn::start().unwrap();
    for number in 1..=5 {
        service.put("/groups", json!({ "id": number.to_string() }));
    }
    let endpoint = Endpoint::new(service.root());
    (service, endpoint)
}

#[test]
fn a_stream_yields_the_same_pages_as_an_iterator() {
    let (service, endpoint) = service();
    let request = Group::list().at(&GroupCollectionPath).bearer(TOKEN);
    let stream = request.clone().page_stream(&endpoint, send_later);
    let streamed: Vec<Page<Group>> = run(stream.map(Result::unwrap).collect());
    assert_eq!(service.take_received().len(), 3);
    let iterated: Vec<Page<Group>> = request.pages(&endpoint, send).map(Result::unwrap).collect();
    assert_eq!(streamed, iterated);
}

#[test]
fn a_stream_follows_no_foreign_link() {
    let (service, endpoint) = service();
    service.lead_astray("http://elsewhere.example/v1.0");
    let request = Group::list().at(&GroupCollectionPath).bearer(TOKEN);
    let mut stream = request.page_stream(&endpoint, send_later);
    assert_eq!(run(stream.next()).unwrap().unwrap().value.len(), 2);
    match run(stream.next()) {
        Some(Err(SendError::Request(RequestError::Link(LinkError::Foreign { origin })))) => {
            assert_eq!(origin, "http://elsewhere.example");
        }
        other => panic!("no refusal but {other:?}"),
    }
    assert!(run(stream.next()).is_none());
    assert_eq!(service.take_received().len(), 1);
}
