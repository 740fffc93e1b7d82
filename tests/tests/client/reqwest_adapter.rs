//! The adapter of reqwest, over a socket.

use std::time::Duration;

use graph_client::{Client, Error, Retry, RetryPolicy, TransportError};
use graph_model::Endpoint;
use graph_model::edm::Stream;
use graph_model::path::{Address, Route};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath};
use graph_model_tests::stand_in::TOKEN;

use crate::adapter::{SilentServer, file_server, large_body, redirecting_to, stand_in};
use crate::run;

const ROOT: Route<File> = Route::singleton("root");

#[graph_model::graph_entity(odata = "microsoft.graph.driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    pub content: Option<Stream>,
}

fn client(root: &str) -> Client {
    Client::new(Endpoint::new(root), reqwest::Client::new()).with_token(TOKEN)
}

#[test]
fn every_verb_reaches_the_service() {
    let service = stand_in();
    let client = client(&service.root());
    let path = GroupPath { group_id: "1" };
    run(async {
        let group = client.send(Group::get().at(&path)).await.unwrap();
        assert_eq!(group.display_name.as_deref(), Some("Group 1"));
        client
            .send(Group::patch().display_name("Pilots").at(&path))
            .await
            .unwrap();
        let create = Group::create(&Group::default()).at(&GroupCollectionPath);
        assert!(client.send(create).await.unwrap().location.is_some());
        client.send(Group::delete(&path)).await.unwrap();
    });
    let received = service.take_received();
    let methods: Vec<_> = received
        .iter()
        .map(|request| request.method.as_str())
        .collect();
    assert_eq!(methods, ["GET", "PATCH", "POST", "DELETE"]);
}

#[test]
fn an_error_keeps_its_body() {
    let service = stand_in();
    let request = Group::get().at(&GroupPath { group_id: "9" });
    let error = run(client(&service.root()).send(request)).unwrap_err();
    assert_eq!(
        error.service().unwrap().code.as_deref(),
        Some("ResourceNotFound")
    );
}

#[test]
fn a_throttled_request_is_sent_again_when_the_service_says() {
    let service = stand_in();
    service.disturb(429, "0");
    service.disturb(503, "0");
    let transport = Retry::new(
        reqwest::Client::new(),
        tokio::time::sleep,
        RetryPolicy::default(),
    );
    let client = Client::new(Endpoint::new(service.root()), transport).with_token(TOKEN);
    let request = Group::patch()
        .display_name("Pilots")
        .at(&GroupPath { group_id: "1" });
    run(client.send(request)).unwrap();
    let statuses: Vec<_> = service
        .take_received()
        .iter()
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [429, 503, 200]);
}

#[test]
fn a_redirect_is_followed_without_the_token_and_a_large_body_arrives_whole() {
    let (files, tokens) = file_server();
    let service = redirecting_to(&files);
    let client = client(service.endpoint().as_str());
    let content = run(client.download(ROOT.stream(|file| file.content).download())).unwrap();
    assert!(content.bytes == large_body());
    assert_eq!(tokens.iter().take(1).collect::<Vec<_>>(), [false]);
}

#[test]
fn a_request_that_is_dropped_closes_the_connection() {
    let server = SilentServer::start();
    let client = client(&server.root);
    run(async {
        let request = client.send(Group::get().at(&GroupPath { group_id: "1" }));
        let timeout = tokio::time::timeout(Duration::from_millis(200), request);
        assert!(timeout.await.is_err());
        // The connection is closed by a task of reqwest.
        tokio::time::sleep(Duration::from_millis(50)).await;
    });
    server.assert_closed();
}

#[test]
fn no_error_repeats_the_url() {
    // Nothing listens on this port.
    let client = client("http://127.0.0.1:1/v1.0");
    let error = run(client.fetch("http://127.0.0.1:1/file?tempauth=secret")).unwrap_err();
    assert!(matches!(
        &error,
        Error::Transport(TransportError::Transport(_))
    ));
    let shown = format!("{} {error:?}", chain(&error));
    assert!(!shown.contains("secret"), "{shown}");
}
