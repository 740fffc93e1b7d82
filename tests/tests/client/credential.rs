//! Tokens: where they come from, how long they are kept, and where they are sent.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use graph_client::testing::{Reply, Script, Service, TOKEN};
use graph_client::{AccessToken, Client, Error, TokenRequest, TransportError, blocking};
use graph_model::{Endpoint, ResponseError};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupPath};
use http::{Request, Response};
use serde_json::json;

use crate::run;

const PATH: GroupPath<'static> = GroupPath { group_id: "4f" };

/// `{"access_token":{"nbf":{"essential":true}}}` in base64.
const CHALLENGE: &str = "Bearer realm=\"\", error=\"insufficient_claims\", \
    claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==\"";

fn soon(seconds: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(seconds)
}

/// A transport that notes the tokens, and accepts only those that a function accepts.
fn transport(
    tokens: &Arc<Mutex<Vec<String>>>,
    accepts: fn(&str) -> bool,
) -> impl Fn(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, io::Error> + Send + Sync + use<> {
    let tokens = tokens.clone();
    move |request| {
        let value = &request.headers()["authorization"];
        assert!(value.is_sensitive());
        let token = value.to_str().unwrap().to_owned();
        let response = if accepts(&token) {
            Response::new(br#"{"id":"4f"}"#.to_vec())
        } else {
            let refusal = Response::builder()
                .status(401)
                .header("WWW-Authenticate", CHALLENGE);
            refusal.body(Vec::new()).unwrap()
        };
        tokens.lock().unwrap().push(token);
        Ok(response)
    }
}

#[test]
fn a_token_is_kept_until_shortly_before_it_expires() {
    for (lifetime, asked) in [(3600, 1), (60, 3)] {
        let requests = Arc::new(AtomicU32::new(0));
        let counted = requests.clone();
        let credential = move |request: TokenRequest| {
            assert_eq!(request.scope, "https://graph.microsoft.us/.default");
            assert_eq!(request.claims, None);
            let number = counted.fetch_add(1, Ordering::Relaxed);
            let token = AccessToken::from(format!("token-{number}"));
            Ok::<_, io::Error>(token.expiring_at(soon(lifetime)))
        };
        let tokens = Arc::default();
        let endpoint = Endpoint::new("https://graph.microsoft.us/v1.0");
        let client = blocking::Client::new(endpoint, transport(&tokens, |_| true));
        let client = client.with_credential(credential);
        for _ in 0..3 {
            // A clone shares the token.
            client.clone().send(Group::get().at(&PATH)).unwrap();
        }
        assert_eq!(requests.load(Ordering::Relaxed), asked, "{lifetime} s");
    }
}

#[test]
fn a_claims_challenge_is_answered_once() {
    let asked: Arc<Mutex<Vec<TokenRequest>>> = Arc::default();
    let noted = asked.clone();
    let credential = move |request: TokenRequest| {
        let token = if request.claims.is_some() {
            "with-claims"
        } else {
            "plain"
        };
        noted.lock().unwrap().push(request);
        Ok::<_, io::Error>(AccessToken::from(token).expiring_at(soon(3600)))
    };
    let tokens = Arc::default();
    let accepts = |token: &str| token == "Bearer with-claims";
    let client = blocking::Client::new(Endpoint::V1_0, transport(&tokens, accepts));
    let client = client.with_credential(credential);
    client.send(Group::get().at(&PATH)).unwrap();
    // The token with the claims is kept.
    client.send(Group::get().at(&PATH)).unwrap();
    assert_eq!(
        *tokens.lock().unwrap(),
        ["Bearer plain", "Bearer with-claims", "Bearer with-claims"]
    );
    let claims: Vec<_> = asked
        .lock()
        .unwrap()
        .iter()
        .map(|it| it.claims.clone())
        .collect();
    assert_eq!(
        claims,
        [
            None,
            Some(r#"{"access_token":{"nbf":{"essential":true}}}"#.to_owned())
        ]
    );
}

#[test]
fn a_service_that_still_refuses_gives_its_error() {
    let tokens = Arc::default();
    let client = blocking::Client::new(Endpoint::V1_0, transport(&tokens, |_| false));
    // The same token again would be refused again, so it is not sent.
    let error = client
        .with_token("plain")
        .send(Group::get().at(&PATH))
        .unwrap_err();
    assert_eq!(error.service().unwrap().status, 401);
    assert_eq!(*tokens.lock().unwrap(), ["Bearer plain"]);
}

#[test]
fn a_challenge_that_the_credential_cannot_answer_says_both() {
    let credential = |request: TokenRequest| match request.claims {
        None => Ok(AccessToken::from("plain").expiring_at(soon(3600))),
        Some(_) => Err(io::Error::other("a person must sign in")),
    };
    let tokens = Arc::default();
    let client = blocking::Client::new(Endpoint::V1_0, transport(&tokens, |_| false));
    let error = client
        .with_credential(credential)
        .send(Group::get().at(&PATH))
        .unwrap_err();
    assert_eq!(
        chain(&error),
        "the request could not be sent: the service refused the token, and the credential gave no \
         other one: a person must sign in"
    );
    let Error::Transport(TransportError::Challenge { claims, .. }) = error else {
        panic!("{error:?}");
    };
    assert!(claims.unwrap().contains("nbf"));
}

#[test]
fn the_scope_is_that_of_the_host_unless_it_is_given() {
    let scope = |endpoint: Endpoint, given: Option<&str>| {
        let asked: Arc<Mutex<String>> = Arc::default();
        let noted = asked.clone();
        let client = blocking::Client::new(endpoint, transport(&Arc::default(), |_| true));
        let client = match given {
            Some(scope) => client.with_scope(scope),
            None => client,
        };
        let client = client.with_credential(move |request: TokenRequest| {
            *noted.lock().unwrap() = request.scope;
            Ok::<_, io::Error>("eyJ0eXAi")
        });
        client.send(Group::get().at(&PATH)).unwrap();
        asked.lock().unwrap().clone()
    };
    let graph = "https://graph.microsoft.com/.default";
    assert_eq!(scope(Endpoint::BETA, None), graph);
    assert_eq!(
        scope(Endpoint::new("https://graph.microsoft.com:443/v1.0"), None),
        graph
    );
    assert_eq!(
        scope(Endpoint::new("https://dev.contoso.com:8443/odata"), None),
        "https://dev.contoso.com:8443/.default"
    );
    assert_eq!(
        scope(
            Endpoint::new("https://gateway.contoso.com/v1.0"),
            Some(graph)
        ),
        graph
    );
}

#[test]
fn a_token_is_only_kept_for_its_scope() {
    let tokens = Arc::default();
    let graph = blocking::Client::new(Endpoint::V1_0, transport(&tokens, |_| true));
    let graph = graph.with_credential(move |request: TokenRequest| {
        let token = request.scope.replace("https://", "").replace('/', "-");
        Ok::<_, io::Error>(AccessToken::from(token).expiring_at(soon(3600)))
    });
    let gateway = graph.clone().with_scope("api://gateway/.default");
    for client in [&graph, &gateway, &graph] {
        client.send(Group::get().at(&PATH)).unwrap();
    }
    assert_eq!(
        *tokens.lock().unwrap(),
        [
            "Bearer graph.microsoft.com-.default",
            "Bearer api:--gateway-.default",
            "Bearer graph.microsoft.com-.default",
        ]
    );
}

#[test]
fn a_token_that_cannot_be_sent_is_not_kept() {
    for invalid in ["", "two words", "line\n"] {
        let number = AtomicU32::new(0);
        let tokens = Arc::default();
        let client = blocking::Client::new(Endpoint::V1_0, transport(&tokens, |_| true));
        let client = client.with_credential(move |_: TokenRequest| {
            let is_first = number.fetch_add(1, Ordering::Relaxed) == 0;
            let token = AccessToken::from(if is_first { invalid } else { "good" });
            Ok::<_, io::Error>(token.expiring_at(soon(3600)))
        });
        let error = client.send(Group::get().at(&PATH)).unwrap_err();
        assert!(
            matches!(error, Error::Transport(TransportError::Credential(_))),
            "{invalid:?}"
        );
        client.send(Group::get().at(&PATH)).unwrap();
        assert_eq!(*tokens.lock().unwrap(), ["Bearer good"]);
    }
}

#[test]
fn an_asynchronous_client_answers_challenges_in_the_same_way() {
    let service = |accepts: fn(&str) -> bool| {
        let tokens: Arc<Mutex<Vec<String>>> = Arc::default();
        let transport = transport(&tokens, accepts);
        (tokens, move |request| {
            std::future::ready(transport(request))
        })
    };
    let get = || Group::get().at(&PATH);

    // The same token again would be refused again, so it is not sent.
    let (tokens, transport) = service(|_| false);
    let client = Client::new(Endpoint::V1_0, transport).with_token("plain");
    assert!(run(client.send(get())).is_err());
    assert_eq!(*tokens.lock().unwrap(), ["Bearer plain"]);

    // Claims are passed on, and the token with them is kept.
    let (tokens, transport) = service(|token| token == "Bearer with-claims");
    let client = Client::new(Endpoint::V1_0, transport);
    let client = client.with_credential(|request: TokenRequest| {
        let token = if request.claims.is_some() {
            "with-claims"
        } else {
            "plain"
        };
        std::future::ready(Ok::<_, io::Error>(
            AccessToken::from(token).expiring_at(soon(3600)),
        ))
    });
    run(async {
        client.send(get()).await.unwrap();
        client.clone().send(get()).await.unwrap();
    });
    assert_eq!(
        *tokens.lock().unwrap(),
        ["Bearer plain", "Bearer with-claims", "Bearer with-claims"]
    );

    // A credential that cannot answer says so.
    let (_, transport) = service(|_| false);
    let client = Client::new(Endpoint::V1_0, transport).with_scope("api://other/.default");
    let client = client.with_credential(|request: TokenRequest| async move {
        assert_eq!(request.scope, "api://other/.default");
        match request.claims {
            None => Ok("plain"),
            Some(_) => Err(io::Error::other("a person must sign in")),
        }
    });
    let error = run(client.send(get())).unwrap_err();
    assert!(matches!(
        error,
        Error::Transport(TransportError::Challenge { .. })
    ));
}

#[test]
fn a_kept_token_that_was_revoked_is_replaced() {
    let number = AtomicU32::new(0);
    let credential = move |_: TokenRequest| {
        let number = number.fetch_add(1, Ordering::Relaxed);
        Ok::<_, io::Error>(AccessToken::from(format!("token-{number}")).expiring_at(soon(3600)))
    };
    let script = Script::new();
    let token = |number: u32| format!("Bearer token-{number}");
    let ok = || Reply::json(200, json!({ "id": "4f" }));
    script
        .expect("GET", "/groups/4f")
        .header("authorization", &token(0))
        .respond(ok());
    script
        .expect("GET", "/groups/4f")
        .header("authorization", &token(0))
        .respond(Reply::empty(401));
    script
        .expect("GET", "/groups/4f")
        .header("authorization", &token(1))
        .respond(ok());
    let client = blocking::Client::new(Endpoint::V1_0, script.clone()).with_credential(credential);
    client.send(Group::get().at(&PATH)).unwrap();
    client.send(Group::get().at(&PATH)).unwrap();
    script.assert_done();
}

#[test]
fn without_a_token_nothing_is_sent() {
    let service = Service::new();
    let client = Client::new(service.endpoint(), service.clone());
    let client = client.with_credential(|_: TokenRequest| async {
        Err::<AccessToken, _>(io::Error::other("no account is signed in"))
    });
    let error = run(client.send(Group::get().at(&PATH))).unwrap_err();
    assert!(matches!(
        &error,
        Error::Transport(TransportError::Credential(_))
    ));
    assert_eq!(
        chain(&error),
        "the request could not be sent: the credential gave no token: no account is signed in"
    );
    let error = service
        .blocking_client()
        .with_token("two words")
        .send(Group::get().at(&PATH));
    assert!(matches!(
        error,
        Err(Error::Transport(TransportError::Credential(_)))
    ));
    assert!(service.take_received().is_empty());
}

#[test]
fn a_request_keeps_a_token_of_its_own() {
    let service = Service::new();
    service.put("/groups", json!({ "id": "4f" }));
    let client = service.blocking_client().with_token("another");
    client.send(Group::get().at(&PATH).bearer(TOKEN)).unwrap();
    let error = client.send(Group::get().at(&PATH)).unwrap_err();
    assert!(matches!(error, Error::Response(ResponseError::Service(_))));
}

#[test]
fn no_debug_output_holds_a_token() {
    let token = AccessToken::from("eyJsecret");
    let client = Service::new().client().with_token("eyJsecret");
    let shown = format!(
        "{token:?} {client:?} {:?}",
        Service::new().blocking_client()
    );
    assert!(!shown.contains("secret"), "{shown}");
}
