//! The adapter of ureq, over a socket.

use std::time::Duration;

use graph_client::blocking::Client;
use graph_client::{Error, Retry, RetryPolicy, TransportError};
use graph_model::Endpoint;
use graph_model::path::{Address, Collection, Route};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath};
use graph_model_tests::stand_in::TOKEN;
use ureq::Agent;

use crate::adapter::{SilentServer, file_server, large_body, redirecting_to, stand_in};

const ROOT: Route<File> = Route::singleton("root");
const FILES: Route<Collection<File>> = Route::entity_set("files");

#[graph_model::graph_entity(odata = "microsoft.graph.driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    pub content: Option<graph_model::edm::Stream>,
}

fn client(root: &str) -> Client {
    Client::new(Endpoint::new(root), Agent::new_with_defaults()).with_token(TOKEN)
}

#[test]
fn every_verb_reaches_the_service() {
    let service = stand_in();
    let client = client(&service.root());
    let path = GroupPath { group_id: "1" };
    let group = client.send(Group::get().at(&path)).unwrap();
    assert_eq!(group.display_name.as_deref(), Some("Group 1"));
    client
        .send(Group::patch().display_name("Pilots").at(&path))
        .unwrap();
    let created = client
        .send(Group::create(&Group::default()).at(&GroupCollectionPath))
        .unwrap();
    assert!(created.location.is_some());
    client.send(Group::delete(&path)).unwrap();
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
    let error = client(&service.root()).send(Group::get().at(&GroupPath { group_id: "9" }));
    let error = error.unwrap_err();
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
        Agent::new_with_defaults(),
        std::thread::sleep,
        RetryPolicy::default(),
    );
    let client = Client::new(Endpoint::new(service.root()), transport).with_token(TOKEN);
    client
        .send(
            Group::patch()
                .display_name("Pilots")
                .at(&GroupPath { group_id: "1" }),
        )
        .unwrap();
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
    let content = client
        .download(ROOT.stream(|file| file.content).download())
        .unwrap();
    assert!(content.bytes == large_body());
    assert_eq!(tokens.iter().take(1).collect::<Vec<_>>(), [false]);
}

#[test]
fn without_redirects_of_its_own_the_client_follows_one_without_the_token() {
    let (files, tokens) = file_server();
    let service = redirecting_to(&files);
    let agent: Agent = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let client = Client::new(service.endpoint(), agent).with_token(TOKEN);
    let content = client
        .download(FILES.key("7").stream(|file| file.content).download())
        .unwrap();
    assert!(content.bytes == large_body());
    assert_eq!(tokens.iter().take(1).collect::<Vec<_>>(), [false]);
}

#[test]
fn a_timeout_closes_the_connection() {
    let server = SilentServer::start();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(Duration::from_millis(200)))
        .build()
        .into();
    let client = Client::new(Endpoint::new(server.root.clone()), agent).with_token(TOKEN);
    let error = client
        .send(Group::get().at(&GroupPath { group_id: "1" }))
        .unwrap_err();
    assert!(matches!(
        &error,
        Error::Transport(TransportError::Transport(_))
    ));
    assert_eq!(
        chain(&error),
        "the request could not be sent: the transport failed: timeout: global"
    );
    server.assert_closed();
}

#[test]
fn no_error_repeats_the_url() {
    let agent: Agent = Agent::config_builder().https_only(true).build().into();
    let client = Client::new(Endpoint::V1_0, agent);
    let error = client
        .fetch("http://127.0.0.1:1/file?tempauth=secret")
        .unwrap_err();
    assert_eq!(
        chain(&error),
        "the request could not be sent: the transport failed: the URL is not https"
    );
    assert!(!format!("{error:?}").contains("secret"));
}
