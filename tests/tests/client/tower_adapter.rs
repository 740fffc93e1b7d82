//! The adapters of tower: a service as a transport, with middleware around another transport.

use std::time::Duration;

use graph_client::{
    BoxError, BoxFuture, Client, Resource, RetryPolicy, ServiceTransport, TransportService,
};
use graph_model::Endpoint;
use graph_model::edm::Stream;
use graph_model::path::{Address, Route};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupPath};
use graph_model_tests::stand_in::TOKEN;
use http::{Request, Response};
use tower::retry::{Policy, RetryLayer};
use tower::{ServiceBuilder, ServiceExt};

use crate::adapter::{SilentServer, file_server, large_body, redirecting_to, stand_in};
use crate::run;

const ROOT: Route<File> = Route::singleton("root");

#[graph_model::graph_entity(odata = "microsoft.graph.driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    pub content: Option<Stream>,
}

/// The policy of the client, for the middleware of tower.
#[derive(Clone, Default)]
struct Again {
    attempts: u32,
    policy: RetryPolicy,
}

impl Policy<Request<Vec<u8>>, Response<Vec<u8>>, BoxError> for Again {
    type Future = BoxFuture<'static, ()>;

    fn retry(
        &mut self,
        request: &mut Request<Vec<u8>>,
        result: &mut Result<Response<Vec<u8>>, BoxError>,
    ) -> Option<Self::Future> {
        self.attempts += 1;
        let response = result.as_ref().ok();
        let delay = self.policy.delay(self.attempts, request, response)?;
        Some(Box::pin(tokio::time::sleep(delay)))
    }

    fn clone_request(&mut self, request: &Request<Vec<u8>>) -> Option<Request<Vec<u8>>> {
        Some(request.clone())
    }
}

fn client(root: &str) -> Client {
    let service = ServiceBuilder::new()
        .layer(RetryLayer::new(Again::default()))
        .timeout(Duration::from_millis(500))
        .service(TransportService::new(reqwest::Client::new()));
    Client::new(Endpoint::new(root), ServiceTransport::new(service)).with_token(TOKEN)
}

#[test]
fn a_service_with_middleware_is_a_transport() {
    let service = stand_in();
    service.disturb(429, "0");
    let client = client(&service.root());
    let group = run(client.send(Group::get().at(&GroupPath { group_id: "1" }))).unwrap();
    assert_eq!(group.display_name.as_deref(), Some("Group 1"));
    let statuses: Vec<_> = service
        .take_received()
        .iter()
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [429, 200]);
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
fn a_service_without_redirects_leaves_them_to_the_client_and_a_large_body_arrives_whole() {
    let (files, tokens) = file_server();
    let service = redirecting_to(&files);
    let transport = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let transport = ServiceTransport::new(TransportService::new(transport).boxed_clone());
    let client = Client::new(service.endpoint(), transport).with_token(TOKEN);
    let content = run(client.download(ROOT.stream(|file| file.content).download())).unwrap();
    assert!(content.bytes == large_body());
    assert_eq!(tokens.iter().take(1).collect::<Vec<_>>(), [false]);
}

#[test]
fn the_timeout_of_a_layer_closes_the_connection() {
    let server = SilentServer::start();
    let client = {
        let service = ServiceBuilder::new()
            .timeout(Duration::from_millis(200))
            .service(TransportService::new(reqwest::Client::new()));
        Client::new(
            Endpoint::new(server.root.clone()),
            ServiceTransport::new(service),
        )
    };
    let error = run(async {
        let error = client
            .send(Group::get().at(&GroupPath { group_id: "1" }))
            .await
            .unwrap_err();
        tokio::time::sleep(Duration::from_millis(50)).await;
        error
    });
    assert_eq!(
        chain(&error),
        "the request could not be sent: the transport failed: request timed out"
    );
    server.assert_closed();
}

#[test]
fn middleware_learns_what_the_request_is_about() {
    let service = stand_in();
    let seen = std::sync::Arc::new(std::sync::Mutex::new(None));
    let noted = seen.clone();
    let transport = ServiceBuilder::new()
        .map_request(move |request: Request<Vec<u8>>| {
            *noted.lock().unwrap() = request.extensions().get::<Resource>().cloned();
            request
        })
        .service(TransportService::new((*service).clone()));
    let client =
        Client::new(service.endpoint(), ServiceTransport::new(transport)).with_token(TOKEN);
    run(client.send(Group::get().at(&GroupPath { group_id: "1" }))).unwrap();
    let resource = seen.lock().unwrap().take().unwrap();
    assert_eq!(resource.path_template(), Some("/groups/{groupId}"));
    assert_eq!(resource.type_name(), Some("microsoft.graph.group"));
}
