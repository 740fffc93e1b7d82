//! What requests, pages, responses and errors print in a log.

use std::convert::Infallible;
use std::future::{Pending, pending};

use graph_model::http::{Completion, Content, Download};
use graph_model::{Endpoint, FromResponse, Page, RequestBuilder, ResponseError, ServiceError};
use graph_model_tests::directory::{Group, GroupPath};
use http::Response;

const LINK: &str = "https://graph.microsoft.com/v1.0/groups?$skiptoken=2";

fn next_page() -> RequestBuilder<Page<String>> {
    RequestBuilder::follow(LINK).bearer("eyJ0eXAi")
}

/// What the request for the next page prints.
const NEXT_PAGE: &str = concat!(
    "RequestBuilder { method: GET, ",
    r#"target: Link("https://graph.microsoft.com/v1.0/groups?$skiptoken=2"), "#,
    r#"body: Nothing, headers: {"authorization": Sensitive}, "#,
    "takes_any: false, type_name: None, mistake: None }",
);

/// What the endpoint prints.
const ENDPOINT: &str = concat!(
    r#"Endpoint { root: "https://graph.microsoft.com/v1.0", "#,
    "conventions: UrlConventions { keys: AsSegment, operations: ShortName, references: Absolute }, ",
    "version: V4_0, internal_origin: None }",
);

#[test]
fn a_request_prints_everything_but_its_token() {
    assert_eq!(format!("{:?}", next_page()), NEXT_PAGE);
}

#[test]
fn only_a_header_with_a_bearer_token_is_hidden() {
    let request = Group::get()
        .at(&GroupPath { group_id: "4f" })
        .header("x-text", "simple text")
        .header("x-word", "bearertoken")
        .header("x-token", "Bearer token")
        .build(&Endpoint::V1_0)
        .unwrap();
    let shown = |name: &str| format!("{:?}", request.headers()[name]);
    assert_eq!(shown("x-text"), r#""simple text""#);
    assert_eq!(shown("x-word"), r#""bearertoken""#);
    assert_eq!(shown("x-token"), "Sensitive");
}

#[test]
fn an_iterator_over_pages_prints_the_next_request() {
    let mut pages = next_page().pages(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(Response::new(r#"{"value":["a","b"]}"#))
    });
    assert_eq!(
        format!("{pages:?}"),
        format!("PageIterator {{ next: Some({NEXT_PAGE}), endpoint: {ENDPOINT}, .. }}")
    );
    assert_eq!(pages.next().unwrap().unwrap().value, ["a", "b"]);
    assert_eq!(
        format!("{pages:?}"),
        format!("PageIterator {{ next: None, endpoint: {ENDPOINT}, .. }}")
    );
}

#[test]
fn an_iterator_over_items_prints_the_items_that_are_left() {
    let pages = next_page().pages(&Endpoint::V1_0, |_| {
        Ok::<_, Infallible>(Response::new(r#"{"value":["a","b"]}"#))
    });
    let mut items = pages.items();
    assert_eq!(items.next().unwrap().unwrap(), "a");
    let pages = format!("PageIterator {{ next: None, endpoint: {ENDPOINT}, .. }}");
    assert_eq!(
        format!("{items:?}"),
        format!(r#"ItemIterator {{ page: IntoIter(["b"]), pages: {pages} }}"#)
    );
}

#[test]
fn a_stream_of_pages_prints_its_endpoint() {
    let send = |_| -> Pending<Result<Response<&str>, Infallible>> { pending() };
    let stream = next_page().page_stream(&Endpoint::V1_0, send);
    assert_eq!(
        format!("{stream:?}"),
        format!("PageStream {{ endpoint: {ENDPOINT}, .. }}")
    );
}

#[test]
fn content_prints_its_length_and_not_its_bytes() {
    let response = Response::builder()
        .header("Content-Type", "text/plain")
        .header("ETag", "\"1\"")
        .body("Tulips")
        .unwrap();
    let content = Content::from_response(response.clone()).unwrap();
    let shown =
        r#"Content { bytes: 6 bytes, content_type: Some("text/plain"), etag: Some("\"1\"") }"#;
    assert_eq!(format!("{content:?}"), shown);
    let download = Download::from_response(response).unwrap();
    assert_eq!(format!("{download:?}"), format!("Content({shown})"));
    assert_eq!(download.into_content(), Some(content));
}

#[test]
fn an_accepted_request_prints_whether_it_has_a_monitor_and_not_its_url() {
    let accepted = |response: http::response::Builder| {
        let response = response.status(202).body("").unwrap();
        format!("{:?}", Completion::<()>::from_response(response).unwrap())
    };
    let monitor = Response::builder()
        .header("Location", "https://monitor.example/1?sig=secret")
        .header("Retry-After", "5");
    assert_eq!(
        accepted(monitor),
        "Accepted(Accepted { has_monitor: true, retry_after: Some(Delay(5s)) })"
    );
    assert_eq!(
        accepted(Response::builder()),
        "Accepted(Accepted { has_monitor: false, retry_after: None })"
    );
}

#[test]
fn a_body_that_cannot_be_read_prints_the_reason_and_its_position() {
    let response = Response::new("{\"id\":\"1\",\n \"displayName\":7}");
    let Err(ResponseError::Body { source, .. }) = Group::from_response(response) else {
        panic!("the body can be read");
    };
    assert_eq!((source.line(), source.column()), (2, 16));
    assert_eq!(
        format!("{source:?}"),
        "BodyError(invalid type: integer `7`, expected a string at line 2 column 16)"
    );
}

#[test]
fn the_error_of_a_service_prints_all_that_it_says_and_no_query() {
    let response = Response::builder()
        .status(410)
        .header("request-id", "r-1")
        .header("client-request-id", "c-1")
        .header("Retry-After", "7")
        .header("Location", "https://contoso.example/delta?token=secret#x")
        .body(r#"{"error":{"code":"resyncRequired","message":"Start again.","target":"delta","more":[1]}}"#)
        .unwrap();
    let error: ServiceError = match Group::from_response(response) {
        Err(ResponseError::Service(error)) => *error,
        other => panic!("no service error but {other:?}"),
    };
    assert_eq!(
        format!("{error:?}"),
        concat!(
            r#"ServiceError { status: 410, code: Some("resyncRequired"), message: Some("Start again."), "#,
            r#"language: None, target: Some("delta"), details: [], inner: None, "#,
            r#"request_id: Some("r-1"), client_request_id: Some("c-1"), retry_after: Some(Delay(7s)), "#,
            r#"location: Some("https://contoso.example/delta"), claims: None, "#,
            r#"additional: {"more": [1]}, excerpt: None }"#,
        )
    );
}
