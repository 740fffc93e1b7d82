//! Assignments of compliance policies, modelled with this crate and by hand.

use std::fmt::Write;

use graph_model::{UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

#[graph_enum(odata = "microsoft.graph.deviceAndAppManagementAssignmentSource")]
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Direct,
    PolicySets,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "microsoft.graph.deviceAndAppManagementAssignmentFilterType")]
#[derive(Clone, Debug, PartialEq)]
pub enum FilterType {
    None,
    Include,
    Exclude,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(
    odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget",
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    pub device_and_app_management_assignment_filter_id: Option<String>,
    pub device_and_app_management_assignment_filter_type: Option<FilterType>,
}

#[graph_complex(odata = "microsoft.graph.groupAssignmentTarget", base = Target, tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupTarget {
    pub group_id: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.exclusionGroupAssignmentTarget", base = GroupTarget, tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExclusionGroupTarget {}

#[graph_complex(odata = "microsoft.graph.allDevicesAssignmentTarget", base = Target, tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllDevicesTarget {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyTarget {
    Base(Target),
    Group(GroupTarget),
    ExclusionGroup(ExclusionGroupTarget),
    AllDevices(AllDevicesTarget),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(
    odata = "microsoft.graph.deviceCompliancePolicyAssignment",
    path = "/deviceManagement/deviceCompliancePolicies/{policyId}/assignments/{assignmentId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    pub target: Option<AnyTarget>,
    #[graph(read_only)]
    pub source: Option<Source>,
    #[graph(read_only)]
    pub source_id: Option<String>,
}

#[graph_complex(odata = "collection.of.assignments", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub value: Vec<Assignment>,
}

/// One struct for each type on the wire, with every member of its hierarchy. The tags are ignored.
pub mod flat {
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub enum Source {
        Direct,
        PolicySets,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub enum FilterType {
        None,
        Include,
        Exclude,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct FlatTarget {
        pub device_and_app_management_assignment_filter_id: Option<String>,
        pub device_and_app_management_assignment_filter_type: Option<FilterType>,
        pub group_id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Assignment {
        pub id: Option<String>,
        pub target: Option<FlatTarget>,
        pub source: Option<Source>,
        pub source_id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct FlatPage {
        pub value: Vec<Assignment>,
    }
}

/// The same structs, with the tag as a field so that it is written.
pub mod tagged {
    use serde::{Deserialize, Serialize};

    pub use super::flat::{FilterType, Source};

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Target {
        #[serde(rename = "@odata.type")]
        pub tag: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device_and_app_management_assignment_filter_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device_and_app_management_assignment_filter_type: Option<FilterType>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Assignment {
        #[serde(rename = "@odata.type")]
        pub tag: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub target: Option<Target>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source: Option<Source>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source_id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct TaggedPage {
        pub value: Vec<Assignment>,
    }
}

/// Hierarchies as serde's guide describes them: `flatten` for the base, `tag` for the derived
/// types.
pub mod flatten {
    use serde::{Deserialize, Serialize};

    pub use super::flat::{FilterType, Source};

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Target {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device_and_app_management_assignment_filter_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device_and_app_management_assignment_filter_type: Option<FilterType>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct GroupTarget {
        #[serde(flatten)]
        pub base: Target,
        pub group_id: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "@odata.type")]
    pub enum FlattenTarget {
        #[serde(rename = "microsoft.graph.deviceAndAppManagementAssignmentTarget")]
        Base(Target),
        #[serde(rename = "microsoft.graph.groupAssignmentTarget")]
        Group(GroupTarget),
        #[serde(rename = "microsoft.graph.exclusionGroupAssignmentTarget")]
        ExclusionGroup(GroupTarget),
        #[serde(rename = "microsoft.graph.allDevicesAssignmentTarget")]
        AllDevices(Target),
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct Entity {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Assignment {
        #[serde(rename = "@odata.type")]
        pub tag: String,
        #[serde(flatten)]
        pub base: Entity,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub target: Option<FlattenTarget>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source: Option<Source>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source_id: Option<String>,
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct FlattenPage {
        pub value: Vec<Assignment>,
    }
}

/// Returns a page of assignments to groups. Each has about 330 bytes, with its tags first, as
/// services send them.
pub fn page(count: usize) -> String {
    let mut json = String::from(r#"{"value":["#);
    for number in 0..count {
        if number > 0 {
            json.push(',');
        }
        write!(
            json,
            r##"{{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","id":"594ce11b-e11b-594c-{number:012}","target":{},"source":"direct","sourceId":"6b1f4a3c-9d2e-4f7a-8c5b-0e1d2f3a4b5c"}}"##,
            target(number)
        )
        .unwrap();
    }
    json.push_str("]}");
    json
}

/// Returns one target, with its tag first.
pub fn target(number: usize) -> String {
    format!(
        r#"{{"@odata.type":"microsoft.graph.groupAssignmentTarget",{}}}"#,
        target_members(number)
    )
}

/// Returns the members of a target, without the tag.
pub fn target_members(number: usize) -> String {
    format!(
        r#""deviceAndAppManagementAssignmentFilterId":"0f3c2d1e-{number:04x}","deviceAndAppManagementAssignmentFilterType":"include","groupId":"acbd18db-4cc2-f85c-{number:012}""#
    )
}
