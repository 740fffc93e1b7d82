//! Actions and functions over a real socket, above all the action `assign` of device compliance
//! policies.

use graph_model::http::FunctionCall;
use graph_model::{Endpoint, FromResponse, Page, RequestBuilder, RequestError, graph_complex};
use graph_model_tests::client::send;
use graph_model_tests::directory::{GroupPath, RiskLevel};
use graph_model_tests::intune::{
    AllDevicesAssignmentTarget, AssignmentTarget, DeviceCompliancePolicyAssignment,
    DeviceCompliancePolicyPath, GroupAssignmentTarget,
};
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

/// The parameters of `assign`, which the service does not declare as a type.
#[graph_complex(odata = "microsoft.graph.deviceCompliancePolicy.assign", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assign {
    pub assignments: Vec<DeviceCompliancePolicyAssignment>,
}

const POLICY: DeviceCompliancePolicyPath<'static> = DeviceCompliancePolicyPath {
    device_compliance_policy_id: "7d",
};

fn to(target: impl Into<AssignmentTarget>) -> DeviceCompliancePolicyAssignment {
    DeviceCompliancePolicyAssignment {
        target: Some(target.into()),
        ..Default::default()
    }
}

#[test]
fn assigning_a_policy_replaces_its_assignments() {
    let service = StandIn::start().unwrap();
    let collection = "/deviceManagement/deviceCompliancePolicies/7d/assignments";
    service.put(collection, json!({ "id": "old" }));
    let group = GroupAssignmentTarget {
        group_id: Some("4f".into()),
        ..Default::default()
    };
    let parameters = Assign {
        assignments: vec![to(group), to(AllDevicesAssignmentTarget::default())],
    };
    let assigned: Page<DeviceCompliancePolicyAssignment> =
        RequestBuilder::action(&POLICY, "assign")
            .json(&parameters)
            .bearer(TOKEN)
            .send(&Endpoint::new(service.root()), send)
            .unwrap();
    let received = service.take_received();
    assert_eq!(
        (received[0].method.as_str(), received[0].url.as_str()),
        (
            "POST",
            "/v1.0/deviceManagement/deviceCompliancePolicies/7d/assign"
        )
    );
    assert_eq!(received[0].headers["content-type"], "application/json");
    let tag = "#microsoft.graph.deviceCompliancePolicyAssignment";
    assert_eq!(
        received[0].body,
        json!({ "assignments": [
            {
                "@odata.type": tag,
                "target": { "@odata.type": "microsoft.graph.groupAssignmentTarget", "groupId": "4f" },
            },
            {
                "@odata.type": tag,
                "target": { "@odata.type": "microsoft.graph.allDevicesAssignmentTarget" },
            },
        ] })
    );
    let ids: Vec<_> = assigned
        .value
        .iter()
        .map(|assignment| assignment.id.as_deref())
        .collect();
    assert_eq!(ids, [Some("assignment-1"), Some("assignment-2")]);
    assert_eq!(assigned.value[1].target, parameters.assignments[1].target);
    assert_eq!(service.entities(collection).len(), 2);
}

#[test]
fn string_parameters_of_a_function_stay_strings() {
    let service = StandIn::start().unwrap();
    let name = "O'Neil/../a?b#c";
    service.put(
        "/groups/4f/members",
        json!({ "id": "5a", "displayName": name }),
    );
    let is_member = |name: &str| {
        let call = FunctionCall::new("isMember").with("name", name);
        let request: RequestBuilder<bool> =
            RequestBuilder::function(&GroupPath { group_id: "4f" }, &call);
        request
            .bearer(TOKEN)
            .send(&Endpoint::new(service.root()), send)
            .unwrap()
    };
    assert!(is_member(name));
    assert!(!is_member("O''Neil/../a?b#c"));
    assert_eq!(
        service.take_received()[0].url,
        "/v1.0/groups/4f/isMember(name='O%27%27Neil%2F..%2Fa%3Fb%23c')"
    );
}

#[test]
fn parameters_are_written_according_to_their_types() {
    let url = |call: &FunctionCall| {
        let request: RequestBuilder<()> =
            RequestBuilder::function(&GroupPath { group_id: "4f" }, call);
        request
            .build(&Endpoint::V1_0)
            .map(|request| request.uri().path().replace("/v1.0/groups/4f/", ""))
    };
    assert_eq!(
        url(&FunctionCall::new("microsoft.graph.now")).unwrap(),
        "microsoft.graph.now"
    );
    let call = FunctionCall::new("f")
        .with("a", 7)
        .with("b", true)
        .with("c", "x y")
        .with("d", RiskLevel::High)
        .with("e", String::from("'"))
        .with("g", -1.5);
    assert_eq!(
        url(&call).unwrap(),
        "f(a=7,b=true,c='x%20y',d=microsoft.graph.riskLevel'high',e='%27%27',g=-1.5)"
    );
    for name in ["", "a/b", "a(b", "a b", ".a", "é", "1a"] {
        let mistake = RequestError::OperationName {
            name: name.to_owned(),
        };
        assert_eq!(url(&FunctionCall::new(name)).unwrap_err(), mistake);
        assert_eq!(
            url(&FunctionCall::new("f").with(name, 1)).unwrap_err(),
            mistake
        );
    }
    assert_eq!(
        url(&FunctionCall::new("f").with("a", Assign::default()))
            .unwrap_err()
            .to_string(),
        "the value of `a` cannot be written: an object or a collection has no literal"
    );
}

#[test]
fn null_is_a_value_too() {
    let response = || http::Response::builder().status(204).body("").unwrap();
    assert_eq!(Option::<i32>::from_response(response()).unwrap(), None);
    assert_eq!(
        i32::from_response(response()).unwrap_err().to_string(),
        "204 No Content, but the body is empty and a value is expected"
    );
    let seven = http::Response::new(r#"{"value":7}"#);
    assert_eq!(Option::<i32>::from_response(seven).unwrap(), Some(7));
}

#[test]
fn an_action_without_parameters_has_no_body() {
    let request: RequestBuilder<()> = RequestBuilder::action(&POLICY, "scheduleActionsForRules");
    let request = request.build(&Endpoint::V1_0).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.body(), b"");
    assert!(!request.headers().contains_key("content-type"));
}
