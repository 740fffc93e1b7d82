//! Decodes an error of the service.

use divan::{Bencher, black_box};
use graph_model::{Entity, FromResponse, ResponseError, Updated};
use http::Response;
use serde_json::Value;

use crate::COUNTS;

const BODY: &str = r#"{"error":{"code":"BadRequest","message":"Property groupId in payload has a value that does not match schema.","innerError":{"date":"2026-08-01T00:00:00","request-id":"2b6f4a3c-9d2e-4f7a-8c5b-0e1d2f3a4b5c","client-request-id":"2b6f4a3c-9d2e-4f7a-8c5b-0e1d2f3a4b5c"}}}"#;

fn times<T>(count: usize, work: impl Fn() -> T) -> Vec<T> {
    (0..count).map(|_| work()).collect()
}

fn response() -> Response<&'static [u8]> {
    let mut response = Response::new(black_box(BODY).as_bytes());
    *response.status_mut() = http::StatusCode::BAD_REQUEST;
    response
}

/// Decodes the status, the code, the message, the inner errors and the ids, and cuts out tokens.
#[divan::bench(args = COUNTS)]
fn service_error(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            match Updated::<Entity>::from_response(response()) {
                Err(ResponseError::Service(error)) => error,
                other => panic!("{other:?}"),
            }
        })
    });
}

#[allow(
    dead_code,
    reason = "the benchmark decodes the fields and does not use them"
)]
mod by_hand {
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub struct Envelope {
        error: ErrorBody,
    }

    #[derive(Deserialize)]
    struct ErrorBody {
        code: String,
        message: String,
        #[serde(rename = "innerError")]
        inner: Option<Inner>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Inner {
        date: Option<String>,
        request_id: Option<String>,
        client_request_id: Option<String>,
    }
}

/// Decodes into structs that hold only the members of this one error.
#[divan::bench(args = COUNTS)]
fn derived_structs(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            serde_json::from_slice::<by_hand::Envelope>(response().body()).unwrap()
        })
    });
}

#[divan::bench(args = COUNTS)]
fn json_value(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            serde_json::from_slice::<Value>(response().body()).unwrap()
        })
    });
}
