//! Errors of services in every shape, and errors inside a success.

use std::collections::BTreeMap;

use graph_model::http::{Created, FromResponse, ResponseError, ServiceError};
use graph_model::{Entity, Page, RawJson, Tracked, UnknownObject, Updated, graph_entity};
use http::Response;

#[graph_entity(odata = "microsoft.graph.operation")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    pub error: Option<UnknownObject>,
}

fn response(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .body(body.as_bytes().to_vec())
        .unwrap()
}

fn read<A: FromResponse + std::fmt::Debug>(response: Response<Vec<u8>>) -> ServiceError {
    match A::from_response(response).unwrap_err() {
        ResponseError::Service(error) => *error,
        other => panic!("{other:?}"),
    }
}

fn error(body: &str) -> ServiceError {
    read::<Entity>(response(400, body))
}

/// Code and message.
fn told(body: &str) -> (Option<String>, Option<String>) {
    let error = error(body);
    (error.code, error.message)
}

fn some(code: &str, message: &str) -> (Option<String>, Option<String>) {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (text(code), text(message))
}

#[test]
fn a_code_and_a_message_are_found_in_every_shape() {
    for (body, expected) in [
        (r#"{"error":{"code":"c","message":"m"}}"#, some("c", "m")),
        (
            r#"{"error":{"code":-1,"message":{"lang":"en-US","value":"m"}}}"#,
            some("-1", "m"),
        ),
        (
            r#"{"odata.error":{"code":"c","message":{"lang":"de","value":"m"}}}"#,
            some("c", "m"),
        ),
        (r#"{"error":{"Code":"c","Message":"m"}}"#, some("c", "m")),
        (
            r#"{"error":"invalid_grant","error_description":"m"}"#,
            some("invalid_grant", "m"),
        ),
        (
            r#"{"timestamp":1,"status":404,"error":"Not Found","message":"m"}"#,
            some("Not Found", "m"),
        ),
        (
            r#"{"errors":[{"code":"c","message":"m"},{"message":"n"}]}"#,
            some("c", "m"),
        ),
        (r#"{"error":[{"code":"c","message":"m"}]}"#, some("c", "m")),
        (r#"{"errors":["m","n"]}"#, some("", "m")),
        (r#"{"Message":"m"}"#, some("", "m")),
        (r#"{"code":"c","message":"m"}"#, some("c", "m")),
        (r#"{"error":{"message":"m"}}"#, some("", "m")),
        (r#"{"error":{"code":"","message":null}}"#, some("", "")),
        (r#"{"error":{}}"#, some("", "")),
        (r#"{"error":null}"#, some("", "")),
        (r"[1]", some("", "")),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
    assert_eq!(
        error(r#"{"error":{"message":{"lang":"en-US","value":"m"}}}"#)
            .language
            .as_deref(),
        Some("en-US")
    );
}

#[test]
fn a_body_without_code_and_message_is_excerpted() {
    for body in [
        r#"{"error":{}}"#,
        r#"{"error":{"missingPermissions":["A"]}}"#,
        "<html>",
    ] {
        assert_eq!(error(body).excerpt.as_deref(), Some(body));
    }
    assert_eq!(error(r#"{"error":{"code":"c"}}"#).excerpt, None);
}

#[test]
fn details_may_be_a_list_an_object_or_strings() {
    let details = |body: &str| {
        let details = error(body).details;
        let text = |text: Option<String>| text.unwrap_or_default();
        let told = details
            .into_iter()
            .map(|it| (text(it.code), text(it.message), text(it.target)));
        told.collect::<Vec<_>>()
    };
    let detail = |c: &str, m: &str, t: &str| (c.to_owned(), m.to_owned(), t.to_owned());
    assert_eq!(
        details(
            r#"{"error":{"code":"c","details":[{"code":"d","message":{"value":"m"},"target":"t"},"n"]}}"#
        ),
        [detail("d", "m", "t"), detail("", "n", "")]
    );
    assert_eq!(
        details(r#"{"error":{"code":"c","details":{"code":"d","message":"m"}}}"#),
        [detail("d", "m", "")]
    );
    assert_eq!(
        details(r#"{"error":{"code":"c","details":"m"}}"#),
        [detail("", "m", "")]
    );
    assert_eq!(
        details(r#"{"errors":[{"message":"m"},{"code":"e","message":"n"}]}"#),
        [detail("e", "n", "")]
    );
}

#[test]
fn inner_errors_may_be_nested_a_list_or_a_string() {
    let inner = |body: &str| error(body).inner.unwrap();
    let nested = inner(
        r#"{"error":{"code":"c","innererror":{"message":"m","type":"T","stacktrace":"at x","internalexception":{"message":"n"}}}}"#,
    );
    assert_eq!(nested.message.as_deref(), Some("m"));
    assert_eq!(nested.additional["type"].as_str(), r#""T""#);
    assert_eq!(nested.additional["stacktrace"].as_str(), r#""at x""#);
    assert_eq!(nested.inner.unwrap().message.as_deref(), Some("n"));
    assert_eq!(
        inner(r#"{"error":{"innerError":"broken"}}"#)
            .message
            .as_deref(),
        Some("broken")
    );
    let body = r#"{"error":{"code":"c","innererror":[{"code":"d"},{"code":"e"}]}}"#;
    assert_eq!(inner(body).code.as_deref(), Some("d"));
    assert_eq!(
        error(body).additional["innererror"].as_str(),
        r#"[{"code":"d"},{"code":"e"}]"#
    );
}

#[test]
fn further_members_are_kept_without_tokens() {
    let error = error(
        r#"{"error":{"code":"c","message":"m","missingPermissions":["User.Read"],"echo":"Bearer eyJ0.eyJ1.x"}}"#,
    );
    let expected: BTreeMap<String, RawJson> = [
        ("echo".to_owned(), r#""Bearer …""#.parse().unwrap()),
        (
            "missingPermissions".to_owned(),
            r#"["User.Read"]"#.parse().unwrap(),
        ),
    ]
    .into();
    assert_eq!(error.additional, expected);
}

#[test]
fn tokens_are_cut_out_however_they_are_written() {
    let token = "EwB4A8l6BAAUsSecret12";
    for part in [
        format!(r#""message":"Bearer {token}""#),
        format!(r#""message":"Bearer token: {token}""#),
        format!(r#""message":"The token eyJhbGci.{token} has expired""#),
        format!(r#""message":"Bearer %2B{token}""#),
        format!(r#""message":"Bearer abc%2B%2F{token}""#),
        format!(r#""debug":{{"password":"a\"b {token}"}}"#),
        format!(r#""message":"Bearer abcdefghijkl%2b{token}""#),
        format!(r#""debug":"Bearer EwB4A8l6BAAUs\u002B{token}""#),
        format!(r#""debug":{{"Authorization":"\u0042earer {token}"}}"#),
        format!(r#""debug":[{{"access_token" : "{token}"}},{{"Password":["a"]}}]"#),
        format!(r#""Bearer {token}":1"#),
        format!(r#""innererror":{{"password":"{token}"}}"#),
        format!(r#""details":[{{"x":"Bearer {token}"}}]"#),
    ] {
        let error = error(&format!(r#"{{"error":{{"code":"c",{part}}}}}"#));
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("Secret12"), "{shown}");
    }
    let kept = error(r#"{"error":{"code":"c","a\"b":"c\\","n":[1.10,"x, y"],"password":7}}"#);
    let kept: Vec<(&str, &str)> = kept
        .additional
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        kept,
        [
            ("a\"b", r#""c\\""#),
            ("n", r#"[1.10,"x, y"]"#),
            ("password", "7")
        ]
    );
}

#[test]
fn a_quote_inside_a_string_does_not_end_it() {
    for (value, shown) in [
        (
            r#"{"password":"a\"b c","say":1}"#,
            r#"{"password":"…","say":1}"#,
        ),
        (r#"["\"a\", b","\\"]"#, r#"["\"a\", b","\\"]"#),
        (r#""\"Bearer eyJ0.x\" failed""#, r#""\"Bearer …\" failed""#),
    ] {
        let error = error(&format!(r#"{{"error":{{"code":"c","debug":{value}}}}}"#));
        assert_eq!(error.additional["debug"].as_str(), shown);
    }
}

#[test]
fn a_location_and_a_claims_challenge_are_reachable() {
    let claims = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
    let encoded =
        "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjA0MTA2NjUxIn19fQ==";
    let response = Response::builder()
        .status(401)
        .header("Location", "https://contoso.example/delta?token=eyJ0.eyJ1.x")
        .header("WWW-Authenticate", "Basic realm=\"x\"")
        .header(
            "WWW-Authenticate",
            format!("Bearer realm=\"\", authorization_uri=\"https://login.example\", error=\"insufficient_claims\", claims=\"{encoded}\""),
        )
        .body(Vec::new())
        .unwrap();
    let error = read::<()>(response);
    assert_eq!(error.claims.as_deref(), Some(claims));
    assert_eq!(
        error.location.as_deref(),
        Some("https://contoso.example/delta?token=eyJ0.eyJ1.x")
    );
    assert!(!format!("{error:?}").contains("eyJ"), "{error:?}");
    assert!(
        format!("{error:?}").contains(r#""https://contoso.example/delta""#),
        "{error:?}"
    );
    for challenge in [
        "Bearer",
        "Bearer claims=\"%%\"",
        "Bearer claims=\"bm90IGpzb24=\"",
    ] {
        let response = Response::builder()
            .status(401)
            .header("WWW-Authenticate", challenge)
            .body(Vec::new())
            .unwrap();
        assert_eq!(read::<()>(response).claims, None, "{challenge}");
    }
}

#[test]
fn the_claims_of_a_challenge_are_a_parameter_in_any_form() {
    let claims = |challenge: &str| {
        let response = Response::builder()
            .status(401)
            .header("WWW-Authenticate", challenge);
        read::<()>(response.body(Vec::new()).unwrap()).claims
    };
    // `{"a":1}`
    for challenge in [
        "Bearer claims=\"eyJhIjoxfQ==\"",
        "Bearer claims = \"eyJhIjoxfQ==\", realm=\"x\"",
        "Bearer realm=\"x\",Claims=eyJhIjoxfQ==",
        "Bearer authorization_uri=\"https://l.example/?claims=x\", claims=\"eyJhIjoxfQ==\"",
        "Basic realm=\"a, claims=b\", Bearer\tclaims=\"eyJhIjoxfQ==\"",
    ] {
        assert_eq!(
            claims(challenge).as_deref(),
            Some("{\"a\":1}"),
            "{challenge}"
        );
    }
    for challenge in [
        "Bearer error=\"claims=eyJhIjoxfQ==\"",
        "Bearer no-claims=\"eyJhIjoxfQ==\"",
        "Bearer claims",
        "Bearer claims=\"eyJhIjoxfQ==",
        "=",
        "Bearer ==\"=",
        "",
    ] {
        let expected = challenge.ends_with("fQ==").then_some("{\"a\":1}");
        assert_eq!(claims(challenge).as_deref(), expected, "{challenge}");
    }
}

#[test]
fn an_error_inside_a_success_is_an_error() {
    let body = r#"{"@odata.context":"x","error":{"code":"c","message":"denied"}}"#;
    let errors = [
        read::<Entity>(response(200, body)),
        read::<Updated<Entity>>(response(200, body)),
        read::<Created<Entity>>(response(201, body)),
        read::<Tracked<Entity>>(response(200, body)),
        read::<Option<Entity>>(response(200, body)),
        read::<()>(response(200, body)),
        read::<Page<Entity>>(response(200, body)),
        read::<i32>(response(200, body)),
        read::<Page<Entity>>(response(
            200,
            r#"{"value":[{"id":"1"}],"error":{"code":"c","message":"denied"}}"#,
        )),
        read::<()>(
            response(200, r#"{"error":"c","message":"denied"}"#)
                .map(|_| br#"{"error":"c"}"#.to_vec()),
        ),
    ];
    for error in errors {
        assert_eq!(error.code.as_deref(), Some("c"));
        assert!(error.status.is_success());
    }
    assert!(serde_json::from_str::<Page<Entity>>(r#"{"value":[],"error":{"code":"c"}}"#).is_err());
}

#[test]
fn a_member_that_is_called_error_is_a_member() {
    let body = r#"{"error":{"code":"c","message":"m"}}"#;
    let operation = Operation::from_parts(
        http::StatusCode::OK,
        &http::HeaderMap::new(),
        body.as_bytes(),
    );
    assert!(operation.unwrap().error.is_some());
    let updated =
        Updated::<Entity>::from_response(response(200, r#"{"id":"1","error":{"code":"c"}}"#));
    assert!(updated.is_ok());
    let page = Page::<Entity>::from_response(response(200, r#"{"value":[],"error":null}"#));
    assert!(page.is_ok());
}

#[test]
fn a_type_with_a_member_called_error_may_be_optional_or_in_a_box() {
    let body = r#"{"error":{"code":"c","message":"m"}}"#;
    let operation: Operation = serde_json::from_str(body).unwrap();
    assert!(operation.error.is_some());
    let optional = Option::<Operation>::from_response(response(200, body)).unwrap();
    assert_eq!(optional.as_ref(), Some(&operation));
    let boxed = Box::<Operation>::from_response(response(200, body)).unwrap();
    assert_eq!(*boxed, operation);
}

#[test]
fn an_error_beside_other_members_is_a_member_that_the_type_does_not_declare() {
    let expected = Entity {
        id: Some("1".to_owned()),
        ..Entity::default()
    };
    for body in [
        r#"{"error":{"code":"c","message":"m"},"id":"1"}"#,
        r#"{"error":null,"id":"1"}"#,
    ] {
        let entity = Entity::from_response(response(200, body)).unwrap();
        assert_eq!(entity, expected, "{body}");
    }
}

#[test]
fn further_members_of_an_oauth_error_are_kept() {
    let error = error(
        r#"{"error":"invalid_grant","error_description":"m","error_codes":[70008],"suberror":"bad_token"}"#,
    );
    let expected: BTreeMap<String, RawJson> = [
        ("error_codes".to_owned(), "[70008]".parse().unwrap()),
        ("suberror".to_owned(), RawJson::from("bad_token")),
    ]
    .into();
    assert_eq!(error.additional, expected);
}

#[test]
fn an_excerpt_is_as_long_after_much_white_space() {
    let body = format!("{}{}", " \n".repeat(2_000), "😀".repeat(300));
    assert_eq!(error(&body).excerpt, Some("😀".repeat(200)));
}
