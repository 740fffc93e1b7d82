//! Builds PATCH requests, from one to ten thousand.

use divan::{Bencher, black_box};
use graph_model::Endpoint;
use http::{Method, Request};
use serde::Serialize;
use serde_json::json;

use crate::COUNTS;
use crate::assignments::{Assignment, AssignmentPath, GroupTarget};

const POLICY: &str = "4214b716-b716-4214-16b7-144216b71442";
const ASSIGNMENT: &str = "594ce11b-e11b-594c-1be1-4c591be14c59";
const GROUP: &str = "acbd18db-4cc2-f85c-edef-654fccc4a4d8";
const TOKEN: &str =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsIng1dCI6Ik1yNS1BVWliZkJpaTdOZDFqQmViYXhib1hXMCJ9";

fn many(count: usize, build: impl Fn() -> Request<Vec<u8>>) -> Vec<Request<Vec<u8>>> {
    (0..count).map(|_| build()).collect()
}

#[divan::bench(args = COUNTS)]
fn typed_patch(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        many(count, || {
            Assignment::patch()
                .target(GroupTarget {
                    group_id: Some(black_box(GROUP).to_owned()),
                    ..GroupTarget::default()
                })
                .at(&AssignmentPath {
                    policy_id: black_box(POLICY),
                    assignment_id: black_box(ASSIGNMENT),
                })
                .bearer(black_box(TOKEN))
                .build(&Endpoint::BETA)
                .unwrap()
        })
    });
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "@odata.type")]
    tag: &'static str,
    target: BodyTarget,
}

#[derive(Serialize)]
struct BodyTarget {
    #[serde(rename = "@odata.type")]
    tag: &'static str,
    #[serde(rename = "groupId")]
    group_id: String,
}

fn request(body: Vec<u8>) -> Request<Vec<u8>> {
    Request::builder()
        .method(Method::PATCH)
        .uri(format!(
            "https://graph.microsoft.com/beta/deviceManagement/deviceCompliancePolicies/{}/assignments/{}",
            black_box(POLICY),
            black_box(ASSIGNMENT)
        ))
        .header("authorization", format!("Bearer {}", black_box(TOKEN)))
        .header("content-type", "application/json")
        .body(body)
        .unwrap()
}

/// Builds the request with `format!`, a derived struct and the builder of `http`.
#[divan::bench(args = COUNTS)]
fn format_and_derive(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        many(count, || {
            let body = Body {
                tag: "#microsoft.graph.deviceCompliancePolicyAssignment",
                target: BodyTarget {
                    tag: "microsoft.graph.groupAssignmentTarget",
                    group_id: black_box(GROUP).to_owned(),
                },
            };
            request(serde_json::to_vec(&body).unwrap())
        })
    });
}

#[divan::bench(args = COUNTS)]
fn format_and_json_macro(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        many(count, || {
            let body = json!({
                "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
                "target": {
                    "@odata.type": "microsoft.graph.groupAssignmentTarget",
                    "groupId": black_box(GROUP),
                },
            });
            request(serde_json::to_vec(&body).unwrap())
        })
    });
}
