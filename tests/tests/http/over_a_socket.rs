//! Updates over a real socket: a service that does not use the library accepts its requests, and
//! the refusals of the service come back as typed errors.

use graph_model::{Endpoint, RequestBuilder, ResponseError, ServiceError, Updated};
use graph_model_tests::assignment_service::{self, ASSIGNMENT, POLICY};
use graph_model_tests::client;
use graph_model_tests::intune::{
    AssignmentTarget, DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentPatch,
    DeviceCompliancePolicyAssignmentPath, ExclusionGroupAssignmentTarget, GroupAssignmentTarget,
};
use graph_model_tests::stand_in::{StandIn, TOKEN};

type Assignment = DeviceCompliancePolicyAssignment;

const PATH: DeviceCompliancePolicyAssignmentPath<'static> = DeviceCompliancePolicyAssignmentPath {
    device_compliance_policy_id: POLICY,
    device_compliance_policy_assignment_id: ASSIGNMENT,
};

fn to_group(id: &str) -> DeviceCompliancePolicyAssignmentPatch {
    Assignment::patch().target(GroupAssignmentTarget::patch().group_id(id))
}

fn send(
    service: &StandIn,
    request: RequestBuilder<Updated<Assignment>>,
) -> Result<Updated<Assignment>, ResponseError> {
    let request = request.build(&Endpoint::new(service.root())).unwrap();
    Assignment::from_response(client::send(request).unwrap())
}

fn refusal(service: &StandIn, request: RequestBuilder<Updated<Assignment>>) -> ServiceError {
    match send(service, request) {
        Err(ResponseError::Service(error)) => *error,
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn an_update_returns_the_updated_entity() {
    let service = assignment_service::start().unwrap();
    let updated = send(&service, to_group("g").at(&PATH).bearer(TOKEN)).unwrap();
    assert_eq!(updated.etag(), Some("W/\"2\""));
    let mut expected = Assignment {
        target: Some(AssignmentTarget::Group(GroupAssignmentTarget {
            group_id: Some("g".into()),
            ..Default::default()
        })),
        ..Default::default()
    };
    expected.id = Some(ASSIGNMENT.to_owned());
    expected.etag = Some("W/\"2\"".into());
    assert_eq!(updated.into_entity(), Some(expected));
}

#[test]
fn an_update_that_prefers_no_entity_returns_only_the_etag() {
    let service = assignment_service::start().unwrap();
    let request = to_group("g").at(&PATH).bearer(TOKEN).prefer_minimal();
    let updated = send(&service, request).unwrap();
    assert_eq!(
        updated,
        Updated::NoContent {
            etag: Some("W/\"2\"".into())
        }
    );
}

#[test]
fn the_etag_of_one_update_is_the_precondition_of_the_next() {
    let service = assignment_service::start().unwrap();
    service.require_etags();
    let request = || to_group("g").at(&PATH).bearer(TOKEN);
    let error = refusal(&service, request());
    assert_eq!(
        error.to_string(),
        "428 Precondition Required: PreconditionRequired: An update needs `If-Match`. (request id stand-in)"
    );

    let first = send(&service, request().if_match("W/\"1\"")).unwrap();
    let error = refusal(&service, request().if_match("W/\"1\""));
    assert_eq!(
        error.to_string(),
        "412 Precondition Failed: PreconditionFailed: The version is W/\"2\" by now. (request id stand-in)"
    );
    let second = send(&service, request().if_match(first.etag().unwrap())).unwrap();
    assert_eq!(second.etag(), Some("W/\"3\""));
    assert_eq!(
        send(&service, request().if_match_any()).unwrap().etag(),
        Some("W/\"4\"")
    );
}

#[test]
fn a_missing_or_wrong_token_is_unauthorized() {
    let service = assignment_service::start().unwrap();
    for request in [
        to_group("g").at(&PATH),
        to_group("g").at(&PATH).bearer("eyJ0.wrong"),
    ] {
        let error = refusal(&service, request);
        assert_eq!(error.status, 401);
        assert_eq!(error.code.as_deref(), Some("InvalidAuthenticationToken"));
        assert_eq!(error.request_id.as_deref(), Some("stand-in"));
        assert!(!format!("{error:?} {error}").contains("eyJ0"));
    }
}

#[test]
fn a_path_to_a_missing_entity_is_not_found() {
    let service = assignment_service::start().unwrap();
    for id in ["nowhere", "../assignments", "a/b?c#d"] {
        let path = DeviceCompliancePolicyAssignmentPath {
            device_compliance_policy_assignment_id: id,
            ..PATH
        };
        let error = refusal(&service, to_group("g").at(&path).bearer(TOKEN));
        assert_eq!(error.status, 404);
        assert_eq!(
            error.message,
            Some(format!(
                "`{id}` does not exist in `/deviceManagement/deviceCompliancePolicies/{POLICY}/assignments`."
            )),
            "the value reaches the service as one segment"
        );
    }
}

#[test]
fn a_body_that_the_service_does_not_accept_is_a_bad_request() {
    let service = assignment_service::start().unwrap();
    for (patch, message) in [
        (
            Assignment::patch().clear_target(),
            "`target` is not an object.",
        ),
        (
            to_group("g").without_type(),
            "`` is not one of the types expected here.",
        ),
        (
            Assignment::patch().target(ExclusionGroupAssignmentTarget::default()),
            "`microsoft.graph.exclusionGroupAssignmentTarget` is not one of the types expected here.",
        ),
        (
            Assignment::patch().target(GroupAssignmentTarget::patch().clear_group_id()),
            "`groupId` is not a string.",
        ),
    ] {
        let error = refusal(&service, patch.at(&PATH).bearer(TOKEN));
        assert_eq!(error.status, 400);
        assert_eq!(error.message.as_deref(), Some(message));
    }
}
