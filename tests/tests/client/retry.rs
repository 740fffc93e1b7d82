//! The decision to send a request again.

use std::time::Duration;

use graph_client::RetryPolicy;
use http::{Method, Request, Response};

fn delay(
    policy: &RetryPolicy,
    attempts: u32,
    method: &str,
    status: u16,
    retry_after: &str,
) -> Option<u64> {
    let mut response = Response::builder().status(status);
    if !retry_after.is_empty() {
        response = response.header("Retry-After", retry_after);
    }
    let request = Request::builder().method(method).body(()).unwrap();
    let delay = policy.delay(attempts, &request, Some(&response.body(()).unwrap()));
    delay.map(|delay| delay.as_secs())
}

fn of(method: Method) -> Request<()> {
    Request::builder().method(method).body(()).unwrap()
}

#[test]
fn a_part_of_an_upload_is_left_to_the_upload() {
    let policy = RetryPolicy::default();
    let part = Request::builder()
        .method("PUT")
        .header("Content-Range", "bytes 0-9/10");
    let part = part.body(()).unwrap();
    let response = |status: u16| Response::builder().status(status).body(()).unwrap();
    assert_eq!(policy.delay::<_, ()>(1, &part, None), None);
    assert_eq!(policy.delay(1, &part, Some(&response(502))), None);
    // A throttled part has not been taken.
    assert_eq!(
        policy.delay(1, &part, Some(&response(429))),
        Some(Duration::from_secs(1))
    );
}

#[test]
fn a_busy_service_is_asked_again_and_a_failed_request_only_if_it_may_be_repeated() {
    let policy = RetryPolicy::default();
    let table = [
        // Method, status, Retry-After, wait
        ("GET", 429, "7", Some(7)),
        ("POST", 429, "7", Some(7)),
        ("PATCH", 429, "", Some(1)),
        ("POST", 503, "7", Some(7)),
        ("POST", 503, "", None),
        ("GET", 503, "", Some(1)),
        ("DELETE", 504, "", Some(1)),
        ("PUT", 502, "", Some(1)),
        ("PATCH", 504, "", None),
        ("POST", 502, "", None),
        ("GET", 408, "", Some(1)),
        ("GET", 500, "", None),
        ("GET", 404, "7", None),
        ("GET", 200, "7", None),
        ("GET", 202, "7", None),
        // The service wants more time than the policy has.
        ("GET", 429, "61", None),
    ];
    for (method, status, retry_after, wait) in table {
        assert_eq!(
            delay(&policy, 1, method, status, retry_after),
            wait,
            "{method} {status} `{retry_after}`"
        );
    }
}

#[test]
fn each_wait_is_twice_as_long_and_the_attempts_are_limited() {
    let policy = RetryPolicy::default()
        .at_most(6)
        .first_wait(Duration::from_secs(3))
        .longest_wait(Duration::from_secs(20));
    let waits: Vec<_> = (1..=6)
        .map(|attempts| delay(&policy, attempts, "GET", 503, ""))
        .collect();
    assert_eq!(
        waits,
        [Some(3), Some(6), Some(12), Some(20), Some(20), None]
    );
    assert_eq!(
        policy.delay::<_, ()>(u32::MAX, &of(Method::GET), None),
        None
    );
}

#[test]
fn a_failed_connection_is_tried_again_if_the_request_may_be_repeated() {
    let policy = RetryPolicy::default();
    assert_eq!(
        policy.delay::<_, ()>(1, &of(Method::GET), None),
        Some(Duration::from_secs(1))
    );
    assert_eq!(policy.delay::<_, ()>(1, &of(Method::POST), None), None);
    assert_eq!(policy.delay::<_, ()>(1, &of(Method::PATCH), None), None);
}
