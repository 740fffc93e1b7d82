//! Tokens of Azure's credentials.

use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::time::{Duration, OffsetDateTime};
use graph_client::testing::{Reply, Script};
use graph_client::{AzureCredential, Claims, Client};
use graph_model::Endpoint;
use graph_model_tests::directory::{Group, GroupPath};
use serde_json::json;

use crate::run;

/// A credential that notes what it is asked for.
#[derive(Debug, Default)]
struct Noted(Mutex<Vec<(Vec<String>, Option<Claims>)>>);

#[async_trait::async_trait]
impl TokenCredential for Noted {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let claims =
            options.and_then(|options| options.method_options.context.value::<Claims>().cloned());
        let scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
        let mut noted = self.0.lock().unwrap();
        noted.push((scopes, claims));
        let expires = OffsetDateTime::from(SystemTime::now()) + Duration::hours(1);
        Ok(AccessToken::new(format!("token-{}", noted.len()), expires))
    }
}

#[test]
fn the_scope_is_that_of_the_cloud_and_claims_are_passed_on() {
    let challenge =
        "Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==\"";
    let script = Script::new();
    let url = "https://microsoftgraph.chinacloudapi.cn/v1.0/groups/4f";
    script
        .expect("GET", url)
        .header("authorization", "Bearer token-1")
        .respond(Reply::empty(401).with("WWW-Authenticate", challenge));
    script
        .expect("GET", url)
        .header("authorization", "Bearer token-2")
        .respond(Reply::json(200, json!({ "id": "4f" })));
    let credential = Arc::new(Noted::default());
    let endpoint = Endpoint::new("https://microsoftgraph.chinacloudapi.cn/v1.0");
    let client = Client::new(endpoint, script.clone())
        .with_credential(AzureCredential::new(credential.clone()));
    run(client.send(Group::get().at(&GroupPath { group_id: "4f" }))).unwrap();
    script.assert_done();

    let scope = vec!["https://microsoftgraph.chinacloudapi.cn/.default".to_owned()];
    let claims = Claims(r#"{"access_token":{"nbf":{"essential":true}}}"#.to_owned());
    assert_eq!(
        *credential.0.lock().unwrap(),
        [(scope.clone(), None), (scope, Some(claims))]
    );
}
