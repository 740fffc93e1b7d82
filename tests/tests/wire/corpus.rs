//! Every documented body about assignments and their targets is read into annotated types and
//! written back.
//!
//! The environment variable `GRAPH_CORPUS` names the folder that holds the documents, in
//! `assignments.jsonl`. Without it, a few of the project's own bodies prove the same rules.

use std::collections::BTreeMap;
use std::path::PathBuf;

use graph_model::model::Modelled;
use graph_model::{FromResponse, Property, Updated, graph_complex, graph_entity};
use graph_model_tests::intune::{
    AssignmentSource, AssignmentTarget, DeviceCompliancePolicyAssignment,
    DeviceConfigurationAssignment, FilterType,
};
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

/// The targets as their own pages show them. The tag of a target has no `#` inside an assignment,
/// but it has one on the target's own page. A type has one spelling of its tag, so the two kinds of
/// pages need two sets of types.
mod target_page {
    use graph_model::{UnknownObject, graph_complex, graph_union};
    use graph_model_tests::intune::FilterType;

    #[graph_complex(odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Base {
        pub device_and_app_management_assignment_filter_id: Option<String>,
        pub device_and_app_management_assignment_filter_type: Option<FilterType>,
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

/// Reads the body like a response, and writes the result back.
fn read_and_write<T: Property + Modelled>(body: &Value) -> Value {
    let text = serde_json::to_vec(body).unwrap();
    let response = http::Response::new(text);
    match Updated::<T>::from_response(response) {
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

/// Returns the JSON that must come back: the body, or the entity inside `value`.
fn expected(body: &Value) -> &Value {
    match body.get("value") {
        Some(entity @ Value::Object(_)) => entity,
        _ => body,
    }
}

/// Returns the documents, if they are available.
fn documents() -> Option<Vec<Value>> {
    let Some(folder) = std::env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS is not set; only the project's own bodies are read");
        return None;
    };
    let file = PathBuf::from(folder).join("assignments.jsonl");
    let lines = std::fs::read_to_string(file).expect("GRAPH_CORPUS names the folder of the corpus");
    let documents: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(documents.len(), 54);
    Some(documents)
}

#[test]
fn every_documented_assignment_is_written_back_as_the_same_json() {
    for document in documents().unwrap_or_default() {
        let body = &document["json"];
        assert_eq!(
            written_back(body),
            *expected(body),
            "{}: {}",
            document["file"],
            document["heading"]
        );
    }
}

/// Returns the variant of a target, by the name in its tag.
fn variant_of(target: &AssignmentTarget) -> &'static str {
    match target {
        AssignmentTarget::Base(_) => "deviceAndAppManagementAssignmentTarget",
        AssignmentTarget::AllDevices(_) => "allDevicesAssignmentTarget",
        AssignmentTarget::AllLicensedUsers(_) => "allLicensedUsersAssignmentTarget",
        AssignmentTarget::Group(_) => "groupAssignmentTarget",
        AssignmentTarget::ExclusionGroup(_) => "exclusionGroupAssignmentTarget",
        AssignmentTarget::Collection(_) => "configurationManagerCollectionAssignmentTarget",
        AssignmentTarget::Unknown(_) => "none of these",
    }
}

/// Finds every object with the tag of a target, wherever it is in a document.
fn targets<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Object(members) => {
            let tag = members
                .get("@odata.type")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let name = tag.rsplit('.').next().unwrap_or_default();
            if name.ends_with("AssignmentTarget") {
                found.push((name, value));
            }
            members.values().for_each(|member| targets(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| targets(item, found)),
        _ => {}
    }
}

#[test]
fn every_documented_target_is_read_into_its_own_variant() {
    let Some(documents) = documents() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in &documents {
        let mut found = Vec::new();
        targets(&document["json"], &mut found);
        for (name, value) in found {
            let target: AssignmentTarget = serde_json::from_value(value.clone()).unwrap();
            let variant = variant_of(&target);
            // These types belong to other services in the same folder of the documentation.
            let foreign = name.starts_with("cloudPc") || name.starts_with("officeConfiguration");
            assert_eq!(variant, if foreign { "none of these" } else { name });
            *counts.entry(variant).or_default() += 1;
        }
    }
    let counts: Vec<_> = counts.into_iter().collect();
    assert_eq!(
        counts,
        [
            ("allDevicesAssignmentTarget", 2),
            ("allLicensedUsersAssignmentTarget", 2),
            ("configurationManagerCollectionAssignmentTarget", 34),
            ("deviceAndAppManagementAssignmentTarget", 6),
            ("exclusionGroupAssignmentTarget", 2),
            ("groupAssignmentTarget", 2),
            ("none of these", 6),
        ]
    );
}

#[test]
fn every_documented_member_of_an_enumeration_is_known() {
    let Some(documents) = documents() else {
        return;
    };
    let mut placeholders = 0;
    for document in &documents {
        let text = document["json"].to_string();
        for (name, members) in [
            (
                "deviceAndAppManagementAssignmentFilterType",
                FilterType::TYPE.members(),
            ),
            ("source", AssignmentSource::TYPE.members()),
        ] {
            for (_, rest) in text
                .match_indices(&format!("\"{name}\":\""))
                .map(|(at, key)| (at, &text[at + key.len()..]))
            {
                let member = rest.split('"').next().unwrap();
                if member == "String" {
                    // Resource pages show the name of a type instead of a value.
                    placeholders += 1;
                } else {
                    assert!(
                        members.iter().any(|known| known.name() == member),
                        "{name}: {member}"
                    );
                }
            }
        }
    }
    assert_eq!(placeholders, 10);
}

#[test]
fn bodies_of_the_same_kinds_are_written_back_as_the_same_json() {
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
