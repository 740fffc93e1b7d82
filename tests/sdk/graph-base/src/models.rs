//! Types of `microsoft.graph`.

#![allow(
    clippy::derive_partial_eq_without_eq,
    clippy::doc_markdown,
    clippy::large_enum_variant,
    clippy::struct_field_names,
    clippy::too_long_first_doc_paragraph,
    clippy::use_self,
    reason = "the names, sizes and documentation of the types follow the metadata"
)]

use std::collections::BTreeMap;

use graph_model::{RawJson, Route, UnknownObject, graph_complex, graph_entity};

/// What a directory holds: users, groups, devices and more.
#[graph_entity(
    odata = "microsoft.graph.directoryObject",
    path = "/directoryObjects/{directoryObjectId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectoryObject {
    /// When it was deleted, if it can still be restored.
    #[graph(edm = DateTimeOffset)]
    pub deleted_date_time: Option<String>,
    /// What the type does not declare: it is open.
    #[graph(additional)]
    pub additional: BTreeMap<String, RawJson>,
}

/// The entity set `directoryObjects`.
#[allow(dead_code, reason = "a program need not start here")]
pub const DIRECTORY_OBJECTS: Route<graph_model::path::Collection<DirectoryObject>> =
    Route::entity_set("directoryObjects");

/// What a device must be like to be compliant; one derived type for each platform.
#[graph_entity(
    odata = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceCompliancePolicy {
    /// When the policy was created.
    #[graph(read_only, edm = DateTimeOffset)]
    pub created_date_time: Option<String>,
    /// What an administrator wrote about it.
    pub description: Option<String>,
    /// The name.
    #[graph(not_null)]
    pub display_name: Option<String>,
    /// When the policy was last changed.
    #[graph(read_only, edm = DateTimeOffset)]
    pub last_modified_date_time: Option<String>,
    /// Counts the changes.
    #[graph(read_only)]
    pub version: Option<i32>,
    /// Whom the policy applies to.
    #[graph(navigation, not_null)]
    pub assignments: Option<Vec<UnknownObject>>,
    /// What happens to a device that is not compliant; required of a new policy.
    #[graph(navigation, not_null)]
    pub scheduled_actions_for_rule: Option<Vec<UnknownObject>>,
}

/// Whom something is assigned to.
#[graph_complex(
    odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget",
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceAndAppManagementAssignmentTarget {}
