//! Every documented body about assignments and their targets, read into annotated types and written back.
//!
//! The documents are found through the environment variable `GRAPH_CORPUS`, the folder that holds
//! `assignments.jsonl`. Without it, a few bodies of the project's own prove the same rules.

use std::path::PathBuf;

use graph_model::{Representation, Updated, from_response, graph_complex, graph_entity};
use graph_model_tests::intune::{DeviceCompliancePolicyAssignment, DeviceConfigurationAssignment};
use serde_json::Value;

/// The body of the action `assign` of a device compliance policy.
#[graph_complex(odata = "microsoft.graph.assignComplianceParameters", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct AssignCompliance {
    pub assignments: Vec<DeviceCompliancePolicyAssignment>,
}

/// The body of the action `assign` of a device configuration.
#[graph_complex(odata = "microsoft.graph.assignConfigurationParameters", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct AssignConfiguration {
    pub device_configuration_group_assignments: Option<Vec<DeviceConfigurationGroupAssignment>>,
    pub assignments: Vec<DeviceConfigurationAssignment>,
}

/// Assigns a device configuration to a group.
#[graph_entity(odata = "microsoft.graph.deviceConfigurationGroupAssignment")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceConfigurationGroupAssignment {
    pub target_group_id: Option<String>,
    pub exclude_group: bool,
}

/// A page of assignments.
#[graph_complex(odata = "microsoft.graph.compliancePage", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct CompliancePage {
    pub value: Vec<DeviceCompliancePolicyAssignment>,
}

/// A page of assignments.
#[graph_complex(odata = "microsoft.graph.configurationPage", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigurationPage {
    pub value: Vec<DeviceConfigurationAssignment>,
}

/// The targets as their own pages show them: inside an assignment the tag stands without `#`, on a
/// target's own page with it. A type has one spelling, so the two kinds of pages take two sets of types.
mod target_page {
    use graph_model::{UnknownObject, graph_complex, graph_union};

    #[graph_complex(odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Base {
        pub device_and_app_management_assignment_filter_id: Option<String>,
        pub device_and_app_management_assignment_filter_type: Option<String>,
    }

    #[graph_complex(odata = "microsoft.graph.allDevicesAssignmentTarget", base = Base)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct AllDevices {}

    #[graph_complex(odata = "microsoft.graph.allLicensedUsersAssignmentTarget", base = Base)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct AllLicensedUsers {}

    #[graph_complex(odata = "microsoft.graph.groupAssignmentTarget", base = Base)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Group {
        pub group_id: Option<String>,
    }

    #[graph_complex(odata = "microsoft.graph.exclusionGroupAssignmentTarget", base = Group)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct ExclusionGroup {}

    #[graph_complex(
        odata = "microsoft.graph.configurationManagerCollectionAssignmentTarget",
        base = Base
    )]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Collection {
        pub collection_id: Option<String>,
    }

    #[graph_union]
    #[derive(Clone, Debug, PartialEq)]
    pub enum Target {
        Base(Base),
        AllDevices(AllDevices),
        AllLicensedUsers(AllLicensedUsers),
        Group(Group),
        ExclusionGroup(ExclusionGroup),
        Collection(Collection),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }
}

/// Reads the body as a response would be read, and writes what came of it.
fn read_and_write<T: Representation + serde::Serialize>(body: &Value) -> Value {
    let text = serde_json::to_vec(body).unwrap();
    let response = http::Response::new(text);
    match from_response::<T>(response) {
        Ok(Updated::Entity { entity, .. }) => serde_json::to_value(entity).unwrap(),
        other => panic!("{body} gave {:?}", other.map(|_| "no entity")),
    }
}

/// Reads a body as the type it is documented as, and writes it back.
fn written_back(body: &Value) -> Value {
    let first = body
        .pointer("/value/0/@odata.type")
        .or(body.pointer("/assignments/0/@odata.type"));
    let kind = body
        .get("@odata.type")
        .or(body.pointer("/value/@odata.type"))
        .or(first);
    let kind = kind.and_then(Value::as_str).unwrap_or_default();
    let compliance = kind == "#microsoft.graph.deviceCompliancePolicyAssignment";
    if body.get("assignments").is_some() {
        return if compliance {
            read_and_write::<AssignCompliance>(body)
        } else {
            read_and_write::<AssignConfiguration>(body)
        };
    }
    match (body.get("value"), kind) {
        (Some(Value::Array(_)), _) if compliance => read_and_write::<CompliancePage>(body),
        (Some(Value::Array(_)), _) => read_and_write::<ConfigurationPage>(body),
        (_, "#microsoft.graph.deviceCompliancePolicyAssignment") => {
            read_and_write::<DeviceCompliancePolicyAssignment>(body)
        }
        (_, "#microsoft.graph.deviceConfigurationAssignment") => {
            read_and_write::<DeviceConfigurationAssignment>(body)
        }
        _ => read_and_write::<target_page::Target>(body),
    }
}

/// What must come back: the body, or the entity inside `value`.
fn expected(body: &Value) -> &Value {
    match body.get("value") {
        Some(entity @ Value::Object(_)) => entity,
        _ => body,
    }
}

#[test]
fn every_documented_assignment_is_written_back_to_the_same_json() {
    let Some(folder) = std::env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS is not set; the project's own bodies are read by the next test");
        return;
    };
    let file = PathBuf::from(folder).join("assignments.jsonl");
    let lines =
        std::fs::read_to_string(&file).expect("GRAPH_CORPUS names the folder of the corpus");
    let mut count = 0;
    for line in lines.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let body = &document["json"];
        assert_eq!(
            written_back(body),
            *expected(body),
            "{}: {}",
            document["file"],
            document["heading"]
        );
        count += 1;
    }
    assert_eq!(count, 54);
}

#[test]
fn bodies_of_the_same_kinds_are_written_back_to_the_same_json() {
    let bodies = [
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","deviceAndAppManagementAssignmentFilterId":"f","deviceAndAppManagementAssignmentFilterType":"include","groupId":"g"},"source":"policySets","sourceId":"s"}"##,
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","id":"a","target":{"@odata.type":"microsoft.graph.exclusionGroupAssignmentTarget","groupId":"g"}}"##,
        r##"{"value":{"@odata.type":"#microsoft.graph.deviceConfigurationAssignment","id":"b","target":{"@odata.type":"microsoft.graph.allDevicesAssignmentTarget"}}}"##,
        r##"{"value":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","id":"c","target":{"@odata.type":"microsoft.graph.deviceAndAppManagementAssignmentTarget"}}]}"##,
        r##"{"assignments":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","id":"d"}]}"##,
        r##"{"deviceConfigurationGroupAssignments":[{"@odata.type":"#microsoft.graph.deviceConfigurationGroupAssignment","id":"e","targetGroupId":"g","excludeGroup":true}],"assignments":[{"@odata.type":"#microsoft.graph.deviceConfigurationAssignment"}]}"##,
        r##"{"@odata.type":"#microsoft.graph.configurationManagerCollectionAssignmentTarget","collectionId":"c"}"##,
        r##"{"@odata.type":"#microsoft.graph.notYetModelledAssignmentTarget","groupId":"g","since":{"zone":"UTC"}}"##,
    ];
    for body in bodies {
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(written_back(&body), *expected(&body));
    }
}
