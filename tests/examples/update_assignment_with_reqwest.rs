//! Sends the same request as `update_assignment`, but asynchronously, with reqwest.
//!
//! ```sh
//! cargo run -p graph-model-tests --example update_assignment_with_reqwest
//! ```

use std::error::Error;

use graph_model::{Endpoint, Updated};
use graph_model_tests::assignment_service::{self, ASSIGNMENT, POLICY};
use graph_model_tests::intune::{
    DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentPath, GroupAssignmentTarget,
};
use graph_model_tests::stand_in::TOKEN;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = assignment_service::start()?;
    let path = DeviceCompliancePolicyAssignmentPath {
        device_compliance_policy_id: POLICY,
        device_compliance_policy_assignment_id: ASSIGNMENT,
    };
    let request = DeviceCompliancePolicyAssignment::patch()
        .target(GroupAssignmentTarget::patch().group_id("acbd18db-4cc2-4f85-8ced-ef654fccc4a4"))
        .at(&path)
        .bearer(TOKEN)
        .build(&Endpoint::new(service.root()))?;

    let response = send(&reqwest::Client::new(), request).await?;

    match DeviceCompliancePolicyAssignment::from_response(response)? {
        Updated::Entity { entity, etag } => println!("version {etag:?}: {entity:#?}"),
        Updated::NoContent { etag } => println!("version {etag:?}"),
    }
    Ok(())
}

/// Sends a request and reads the whole body.
async fn send(
    client: &reqwest::Client,
    request: http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, Box<dyn Error>> {
    let response = client.execute(request.try_into()?).await?;
    let mut whole = http::Response::new(Vec::new());
    *whole.status_mut() = response.status();
    whole.headers_mut().clone_from(response.headers());
    *whole.body_mut() = response.bytes().await?.into();
    Ok(whole)
}
