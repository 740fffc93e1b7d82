//! A response: the first byte chooses the status, the rest is the body.
#![no_main]

use graph_model::ResponseError;
use graph_model_tests::intune::{AssignmentTarget, DeviceCompliancePolicyAssignment};
use http::Response;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, body)) = bytes.split_first() else {
        return;
    };
    let status = [200, 204, 400, 429, 502][usize::from(first) % 5];
    let response = |body| {
        Response::builder()
            .status(status)
            .body(body)
            .expect("a valid status")
    };
    let entity = DeviceCompliancePolicyAssignment::from_response(response(body));
    if let Err(ResponseError::Service(error)) = &entity {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("eyJ0"), "{shown}");
    }
    assert_eq!(entity.is_err() && status >= 400, status >= 400);
    let _ = AssignmentTarget::from_response(response(body));
});
