//! The page of the Graph documentation that this project started from: "Update
//! deviceCompliancePolicyAssignment", beta.

use graph_model::{Endpoint, Updated};
use graph_model_tests::intune::{
    AssignmentTarget, DeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicyAssignment,
    DeviceCompliancePolicyAssignmentPatch, DeviceCompliancePolicyAssignmentPath,
};

const BODY: &str = r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.deviceAndAppManagementAssignmentTarget"}}"##;

fn patch() -> DeviceCompliancePolicyAssignmentPatch {
    DeviceCompliancePolicyAssignment::patch()
        .target(DeviceAndAppManagementAssignmentTarget::default())
}

const PATH: DeviceCompliancePolicyAssignmentPath<'static> = DeviceCompliancePolicyAssignmentPath {
    device_compliance_policy_id: "4214b716-b716-4214-16b7-144216b71442",
    device_compliance_policy_assignment_id: "594ce11b-e11b-594c-1be1-4c591be14c59",
};

#[test]
fn the_request_is_the_one_on_the_page() {
    let request = patch()
        .at(&PATH)
        .bearer("eyJ0.token")
        .build(&Endpoint::BETA)
        .unwrap();
    assert_eq!(request.method(), "PATCH");
    assert_eq!(
        request.uri().to_string(),
        "https://graph.microsoft.com/beta/deviceManagement/deviceCompliancePolicies/\
         4214b716-b716-4214-16b7-144216b71442/assignments/594ce11b-e11b-594c-1be1-4c591be14c59"
    );
    let mut headers: Vec<(&str, &str)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            ("accept", "application/json"),
            ("authorization", "Bearer eyJ0.token"),
            ("content-type", "application/json"),
            ("odata-maxversion", "4.0"),
        ]
    );
    assert_eq!(String::from_utf8(request.into_body()).unwrap(), BODY);
}

#[test]
fn the_pretty_printed_body_has_the_172_bytes_on_the_page() {
    let pretty = serde_json::to_string_pretty(&patch())
        .unwrap()
        .replace('\n', "\r\n");
    let page = [
        "{",
        "  \"@odata.type\": \"#microsoft.graph.deviceCompliancePolicyAssignment\",",
        "  \"target\": {",
        "    \"@odata.type\": \"microsoft.graph.deviceAndAppManagementAssignmentTarget\"",
        "  }",
        "}",
    ]
    .join("\r\n");
    assert_eq!(pretty, page);
    assert_eq!(pretty.len(), 172);
}

#[test]
fn the_whole_response_on_the_page_is_read() {
    let body = r##"{
  "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
  "id": "594ce11b-e11b-594c-1be1-4c591be14c59",
  "target": {
    "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget"
  }
}"##;
    let response = http::Response::builder().status(200).body(body).unwrap();
    let updated = DeviceCompliancePolicyAssignment::from_response(response).unwrap();
    let mut expected = DeviceCompliancePolicyAssignment {
        target: Some(AssignmentTarget::Base(
            DeviceAndAppManagementAssignmentTarget::default(),
        )),
        ..Default::default()
    };
    expected.id = Some("594ce11b-e11b-594c-1be1-4c591be14c59".to_owned());
    assert_eq!(
        updated,
        Updated::Entity {
            entity: expected,
            etag: None
        }
    );
    assert_eq!(
        serde_json::to_string_pretty(&updated.into_entity().unwrap()).unwrap(),
        body,
        "what was read is written back to the same text"
    );
}
