//! The responses of a service: an entity, no content, or an error in one of many forms.

use std::error::Error;
use std::time::{Duration, SystemTime};

use graph_model::http::RetryAfter;
use graph_model::{Entity, FromResponse, ResponseError, ServiceError, Updated, graph_complex};
use graph_model_tests::chain;
use graph_model_tests::intune::{
    AssignmentTarget, DeviceCompliancePolicyAssignment, GroupAssignmentTarget,
};
use http::Response;

type Assignment = DeviceCompliancePolicyAssignment;

fn read(response: Response<impl AsRef<[u8]>>) -> Result<Updated<Assignment>, ResponseError> {
    Assignment::from_response(response)
}

fn service_error(response: Response<impl AsRef<[u8]>>) -> ServiceError {
    match read(response) {
        Err(ResponseError::Service(error)) => *error,
        other => panic!("no service error but {other:?}"),
    }
}

fn assignment(id: &str) -> Assignment {
    let base = Entity {
        id: Some(id.to_owned()),
        ..Default::default()
    };
    Assignment {
        base,
        ..Default::default()
    }
}

#[test]
fn ok_gives_the_entity_and_the_etag_of_the_header() {
    let response = Response::builder()
        .header("ETag", "\"2\"")
        .body(r#"{"id":"1"}"#)
        .unwrap();
    let updated = read(response).unwrap();
    assert_eq!(updated.etag(), Some("\"2\""));
    assert_eq!(
        updated,
        Updated::Entity {
            entity: assignment("1"),
            etag: Some("\"2\"".into())
        }
    );
}

#[test]
fn ok_gives_the_etag_of_the_entity_if_there_is_no_header() {
    let updated = read(Response::new(r#"{"@odata.etag":"W/\"3\"","id":"1"}"#)).unwrap();
    assert_eq!(updated.etag(), Some("W/\"3\""));
    let entity = updated.into_entity().unwrap();
    assert_eq!(entity.etag.as_deref(), Some("W/\"3\""));
}

#[test]
fn an_entity_inside_value_is_unwrapped() {
    for body in [
        r##"{"value":{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","id":"1"}}"##,
        r#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#x","value":{"id":"1"}}"#,
        r#" { "value" : { "id" : "1" } , "@odata.note" : 1 } "#,
    ] {
        let updated = read(Response::new(body)).unwrap();
        assert_eq!(
            updated,
            Updated::Entity {
                entity: assignment("1"),
                etag: None
            },
            "{body}"
        );
    }
}

#[test]
fn only_an_envelope_is_unwrapped() {
    for body in [
        r#"{"value":{"id":"1"}"#,
        r#"{"value":{"id":"1"}} <html>"#,
        r#"{"value":{"id":"1"},,,"#,
    ] {
        assert!(
            matches!(read(Response::new(body)), Err(ResponseError::Body { .. })),
            "{body}"
        );
    }
    let beside = r#"{"value":{"id":"inner"},"id":"outer"}"#;
    assert_eq!(
        read(Response::new(beside)).unwrap().into_entity(),
        Some(assignment("outer"))
    );
    let etag = r#"{"@odata.etag":"\"9\"","value":{"id":"1"}}"#;
    assert_eq!(read(Response::new(etag)).unwrap().etag(), Some("\"9\""));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let body = "\u{feff}{\"id\":\"1\"}";
    assert_eq!(
        read(Response::new(body)).unwrap().into_entity(),
        Some(assignment("1"))
    );
    assert_eq!(
        read(Response::new("\u{feff}")).unwrap(),
        Updated::NoContent { etag: None }
    );
}

#[test]
fn a_collection_is_not_mistaken_for_an_entity() {
    for body in [
        r#"{"@odata.context":"c","value":[{"id":"1"}]}"#,
        r#"{"value":[{"id":"1"}],"nextLink":"n"}"#,
    ] {
        assert_eq!(
            chain(&read(Response::new(body)).unwrap_err()),
            "200 OK, but the body cannot be read: `value` holds a collection, and one object is expected"
        );
    }
}

#[graph_complex(odata = "contoso.keyValue")]
#[derive(Clone, Debug, PartialEq)]
pub struct KeyValue {
    pub value: Option<AssignmentTarget>,
}

#[test]
fn a_property_called_value_is_not_unwrapped() {
    let response = Response::new(r#"{"value":{"groupId":"g"}}"#);
    let updated: Updated<KeyValue> = FromResponse::from_response(response).unwrap();
    let Some(KeyValue {
        value: Some(AssignmentTarget::Base(_)),
    }) = updated.into_entity()
    else {
        panic!("`value` is the property");
    };
}

#[test]
fn a_union_can_be_the_root_wrapped_or_not() {
    let group = GroupAssignmentTarget {
        group_id: Some("g".into()),
        ..Default::default()
    };
    let expected = Updated::Entity {
        entity: AssignmentTarget::Group(group),
        etag: None,
    };
    for body in [
        r##"{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g"}"##,
        r##"{"value":{"groupId":"g","@odata.type":"microsoft.graph.groupAssignmentTarget"}}"##,
    ] {
        assert_eq!(
            Updated::<AssignmentTarget>::from_response(Response::new(body)).unwrap(),
            expected
        );
    }
}

#[test]
fn no_content_keeps_the_etag() {
    let response = Response::builder()
        .status(204)
        .header("etag", "\"5\"")
        .body("")
        .unwrap();
    let updated = read(response).unwrap();
    assert_eq!(updated.etag(), Some("\"5\""));
    assert_eq!(
        updated,
        Updated::NoContent {
            etag: Some("\"5\"".into())
        }
    );
    assert_eq!(
        read(Response::new(" \r\n")).unwrap(),
        Updated::NoContent { etag: None }
    );
}

#[test]
fn a_success_that_cannot_be_read_is_an_error_with_its_cause() {
    let error = read(Response::new("{\"id\":\n1}")).unwrap_err();
    assert_eq!(error.to_string(), "200 OK, but the body cannot be read");
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("invalid type: integer `1`, expected a string at line 2 column 1")
    );
    let ResponseError::Body { status, source } = error else {
        panic!("another error: {error}");
    };
    assert_eq!(
        (status.as_u16(), source.line(), source.column()),
        (200, 2, 1)
    );
    assert!(!source.is_syntax(), "it is JSON of another type");
}

#[test]
fn both_spellings_of_the_inner_error_are_read_to_any_depth() {
    for inner in ["innerError", "innererror"] {
        let body = format!(
            r#"{{"error":{{"code":"BadRequest","message":"Invalid value.","target":"target",
            "details":[{{"code":"NullValue","message":"No null here.","target":"groupId"}},7],
            "{inner}":{{"code":"outer","date":"2021-07-01T10:00:00","request-id":"r-1","client-request-id":"c-1",
            "{inner}":{{"code":"deepest","message":"why"}}}}}}}}"#
        );
        let response = Response::builder().status(400).body(body).unwrap();
        let error = service_error(response);
        assert_eq!(error.status, 400);
        assert_eq!(error.code.as_deref(), Some("BadRequest"));
        assert_eq!(error.message.as_deref(), Some("Invalid value."));
        assert_eq!(error.target.as_deref(), Some("target"));
        assert_eq!(error.details.len(), 1);
        assert_eq!(error.details[0].code.as_deref(), Some("NullValue"));
        assert_eq!(error.details[0].message.as_deref(), Some("No null here."));
        assert_eq!(error.details[0].target.as_deref(), Some("groupId"));
        assert_eq!(error.request_id.as_deref(), Some("r-1"));
        assert_eq!(error.client_request_id.as_deref(), Some("c-1"));
        assert_eq!(error.excerpt, None);
        let outer = error.inner.as_ref().unwrap();
        assert_eq!(outer.code.as_deref(), Some("outer"));
        assert_eq!(outer.date.as_deref(), Some("2021-07-01T10:00:00"));
        let deepest = outer.inner.as_ref().unwrap();
        assert_eq!(deepest.code.as_deref(), Some("deepest"));
        assert_eq!(deepest.message.as_deref(), Some("why"));
        assert_eq!(deepest.inner, None);
        assert_eq!(
            error.to_string(),
            "400 Bad Request: BadRequest: Invalid value. (target `target`) (request id r-1)"
        );
    }
}

#[test]
fn an_empty_body_still_gives_status_and_ids() {
    let response = Response::builder()
        .status(401)
        .header("request-id", "r-2")
        .header("client-request-id", "c-2")
        .body("")
        .unwrap();
    let error = service_error(response);
    assert_eq!(error.status, 401);
    assert_eq!(
        (
            error.code.as_deref(),
            error.message.as_deref(),
            error.excerpt.as_deref()
        ),
        (None, None, None)
    );
    assert_eq!(error.request_id.as_deref(), Some("r-2"));
    assert_eq!(error.client_request_id.as_deref(), Some("c-2"));
    assert_eq!(error.to_string(), "401 Unauthorized (request id r-2)");
}

#[test]
fn a_failed_precondition_is_a_service_error_with_its_status() {
    let body = r#"{"error":{"code":"PreconditionFailed","message":"The ETag is outdated."}}"#;
    let error = service_error(Response::builder().status(412).body(body).unwrap());
    assert_eq!(error.status, http::StatusCode::PRECONDITION_FAILED);
    assert_eq!(
        error.to_string(),
        "412 Precondition Failed: PreconditionFailed: The ETag is outdated."
    );
}

#[test]
fn retry_after_is_read_in_every_form() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    for (text, delay) in [
        ("120", Some(Duration::from_secs(120))),
        ("1.5", Some(Duration::from_millis(1500))),
        ("0", Some(Duration::ZERO)),
        (
            "Sun, 06 Nov 1994 08:49:47 GMT",
            Some(Duration::from_secs(10)),
        ),
        ("Sun, 06 Nov 1994 08:49:27 GMT", Some(Duration::ZERO)),
        ("-3", None),
        ("NaN", None),
        ("1e400", None),
        ("soon", None),
    ] {
        let response = Response::builder()
            .status(429)
            .header("Retry-After", text)
            .body("")
            .unwrap();
        let retry_after = service_error(response).retry_after;
        assert_eq!(
            retry_after.map(|value| value.delay_from(now)),
            delay,
            "{text}"
        );
    }
    let response = Response::builder()
        .status(429)
        .header("Retry-After", "2.25")
        .body("")
        .unwrap();
    let delay = RetryAfter::Delay(Duration::from_millis(2250));
    assert_eq!(service_error(response).retry_after, Some(delay));
}

#[test]
fn an_html_page_from_a_proxy_gives_its_status_and_an_excerpt() {
    let page = format!(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\n\n{}</html>",
        "é\u{0}".repeat(4000)
    );
    let error = service_error(Response::builder().status(502).body(page).unwrap());
    assert_eq!(error.status, 502);
    assert_eq!(error.code, None);
    let excerpt = error.excerpt.clone().unwrap();
    assert!(
        excerpt.starts_with("<html> <head><title>502 Bad Gateway</title></head> é é é"),
        "{excerpt}"
    );
    assert_eq!(excerpt.chars().count(), 200);
    assert_eq!(error.to_string(), format!("502 Bad Gateway: {excerpt}"));
}

#[test]
fn json_that_is_not_an_odata_error_gives_an_excerpt() {
    for body in [
        "[1,2]",
        "{\"fault\":1}",
        "{\"error\":7}",
        "\"nope\"",
        "{\"error\":",
    ] {
        let error = service_error(Response::builder().status(500).body(body).unwrap());
        assert_eq!(error.excerpt.as_deref(), Some(body));
    }
    let body = r#"{"error":"invalid_token","error_description":"expired"}"#;
    let error = service_error(Response::builder().status(401).body(body).unwrap());
    assert_eq!(error.code.as_deref(), Some("invalid_token"));
    assert_eq!(error.message.as_deref(), Some("expired"));
}

#[test]
fn a_deeply_nested_error_does_not_overflow_the_stack() {
    let body = format!("{{\"error\":{}", "{\"innerError\":".repeat(100_000));
    let error = service_error(Response::builder().status(400).body(body).unwrap());
    assert!(error.excerpt.is_some());
    let levels = 100_000;
    let body = format!(
        "{{\"error\":{}{{}}{}}}",
        "{\"code\":\"c\",\"innerError\":".repeat(levels),
        "}".repeat(levels)
    );
    let error = service_error(Response::builder().status(400).body(body).unwrap());
    assert_eq!(error.code.as_deref(), Some("c"));
}

/// A service that cuts a message may leave half of a surrogate pair.
#[test]
fn a_string_that_is_not_unicode_costs_only_its_own_member() {
    for member in [
        r#""target":"\ud800""#,
        r#""innerError":{"a":"cut \ud83d"}"#,
        r#""innerError":{"\ud83d":1}"#,
    ] {
        let body = format!(r#"{{"trace":"\udc00","error":{{"code":"c","message":"m",{member}}}}}"#);
        let error = service_error(Response::builder().status(400).body(body).unwrap());
        assert_eq!(error.code.as_deref(), Some("c"), "{member}");
        assert_eq!(error.message.as_deref(), Some("m"), "{member}");
    }
}

#[test]
fn a_token_that_the_service_repeats_appears_in_no_error() {
    for body in [
        "<p>Bad header: authorization: Bearer eyJ0.abc-_~+/=.x</p>",
        r#"{"error":{"code":"Bad","message":"got 'bearer eyJ0.abc' twice: BEARER eyJ0"}}"#,
        r#"{"error":"x","error_description":"Bearer eyJ0"}"#,
        r#"{"error":{"innerError":{"message":"Bearer eyJ0"},"details":[{"message":"Bearer eyJ0"}]}}"#,
    ] {
        let error = service_error(Response::builder().status(400).body(body).unwrap());
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("eyJ0"), "{shown}");
        assert!(shown.to_lowercase().contains("bearer …"), "{shown}");
    }
    for token in ["abc1.def", "eyJ0eXAi"] {
        for between in [
            "  ", "\t", "\u{a0}", ": ", " '", " \"", "%20", "&nbsp;", "=\"", "</b> ",
        ] {
            let message = format!("header bearer{between}{token} was refused");
            let body = format!(
                "{{\"error\":{{\"message\":{}}}}}",
                serde_json::to_string(&message).unwrap()
            );
            for body in [body, message] {
                let response = Response::builder()
                    .status(400)
                    .header("request-id", format!("Bearer {token}"));
                let error = service_error(response.body(body).unwrap());
                let shown = format!("{error:?} {error}");
                assert!(!shown.contains(token), "{shown}");
                assert!(shown.contains("was refused"), "{shown}");
            }
        }
    }
    let error = read(Response::new(r#"{"id":"1","target":"Bearer eyJ0eXAi"}"#)).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("eyJ0"));
    let body = r#"{"error":{"message":"The bearer token is missing or invalid."}}"#;
    let error = service_error(Response::builder().status(401).body(body).unwrap());
    assert_eq!(
        error.message.as_deref(),
        Some("The bearer token is missing or invalid.")
    );
}

#[test]
fn a_redirect_is_a_service_error() {
    let error = service_error(Response::builder().status(302).body("").unwrap());
    assert_eq!(error.to_string(), "302 Found");
}
