//! Over a real socket: what the library sends is taken by a service that knows nothing of it, and the
//! service's refusals come back as typed errors.

#[path = "../graph-model/examples/update_assignment/service.rs"]
mod service;

use graph_model::{Endpoint, RequestBuilder, ResponseError, ServiceError, Updated};
use graph_model_tests::intune::{
    AssignmentTarget, DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentPatch,
    DeviceCompliancePolicyAssignmentPath, ExclusionGroupAssignmentTarget, GroupAssignmentTarget,
};
use service::{Preconditions, Service};

type Assignment = DeviceCompliancePolicyAssignment;

const PATH: DeviceCompliancePolicyAssignmentPath<'static> = DeviceCompliancePolicyAssignmentPath {
    device_compliance_policy_id: service::POLICY,
    device_compliance_policy_assignment_id: service::ASSIGNMENT,
};

fn to_group(id: &str) -> DeviceCompliancePolicyAssignmentPatch {
    Assignment::patch().target(GroupAssignmentTarget::patch().group_id(id))
}

fn send(
    service: &Service,
    request: RequestBuilder<Updated<Assignment>>,
) -> Result<Updated<Assignment>, ResponseError> {
    let endpoint = Endpoint::new(format!("{}/beta", service.address()));
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let (head, mut body) = agent
        .run(request.build(&endpoint).unwrap())
        .unwrap()
        .into_parts();
    let response = http::Response::from_parts(head, body.read_to_vec().unwrap());
    Assignment::from_response(response)
}

fn refusal(service: &Service, request: RequestBuilder<Updated<Assignment>>) -> ServiceError {
    match send(service, request) {
        Err(ResponseError::Service(error)) => *error,
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn an_update_comes_back_as_the_entity_it_made() {
    let service = Service::start().unwrap();
    let updated = send(&service, to_group("g").at(&PATH).bearer(service::TOKEN)).unwrap();
    assert_eq!(updated.etag(), Some("W/\"2\""));
    let mut expected = Assignment {
        target: Some(AssignmentTarget::Group(GroupAssignmentTarget {
            group_id: Some("g".into()),
            ..Default::default()
        })),
        ..Default::default()
    };
    expected.id = Some(service::ASSIGNMENT.to_owned());
    assert_eq!(updated.entity(), Some(expected));
}

#[test]
fn an_update_that_wants_no_entity_gets_none_but_the_etag() {
    let service = Service::start().unwrap();
    let request = to_group("g")
        .at(&PATH)
        .bearer(service::TOKEN)
        .prefer_minimal();
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
    let service = Service::start_with(Preconditions::Required).unwrap();
    let request = || to_group("g").at(&PATH).bearer(service::TOKEN);
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
    let service = Service::start().unwrap();
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
fn a_path_that_leads_nowhere_is_not_found() {
    let service = Service::start().unwrap();
    for id in ["nowhere", "../assignments", "a/b?c#d"] {
        let path = DeviceCompliancePolicyAssignmentPath {
            device_compliance_policy_assignment_id: id,
            ..PATH
        };
        let error = refusal(&service, to_group("g").at(&path).bearer(service::TOKEN));
        assert_eq!(error.status, 404);
        assert_eq!(
            error.message,
            Some(format!("There is nothing at `/beta{path}`.")),
            "the value reaches the service as one segment"
        );
    }
}

#[test]
fn a_body_the_service_does_not_take_is_a_bad_request() {
    let service = Service::start().unwrap();
    for (patch, message) in [
        (Assignment::patch().clear_target(), "`target` is no object."),
        (
            to_group("g").without_type(),
            "`` is none of the types expected here.",
        ),
        (
            Assignment::patch().target(ExclusionGroupAssignmentTarget::default()),
            "`microsoft.graph.exclusionGroupAssignmentTarget` is none of the types expected here.",
        ),
        (
            Assignment::patch().target(GroupAssignmentTarget::patch().clear_group_id()),
            "`groupId` is no string.",
        ),
    ] {
        let error = refusal(&service, patch.at(&PATH).bearer(service::TOKEN));
        assert_eq!(error.status, 400);
        assert_eq!(error.message.as_deref(), Some(message));
    }
}
