//! Device compliance policies and their assignments, as they are in Microsoft Graph beta.

use std::collections::BTreeMap;

use graph_model::{RawJson, UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

/// Whether a filter includes or excludes devices.
#[graph_enum(odata = "microsoft.graph.deviceAndAppManagementAssignmentFilterType")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FilterType {
    /// No filter.
    #[default]
    None,
    /// Only devices that match.
    Include,
    /// Only devices that do not match.
    Exclude,
    /// A member that is not modelled.
    #[graph(unknown)]
    Unknown(String),
}

/// The source of an assignment.
#[graph_enum(odata = "microsoft.graph.deviceAndAppManagementAssignmentSource")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AssignmentSource {
    /// A person created the assignment.
    #[default]
    Direct,
    /// A policy set created the assignment.
    PolicySets,
    /// A member that is not modelled.
    #[graph(unknown)]
    Unknown(String),
}

/// The target of an assignment; the declared type of every target.
#[graph_complex(odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget", tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceAndAppManagementAssignmentTarget {
    /// The id of the filter.
    pub device_and_app_management_assignment_filter_id: Option<String>,
    /// Whether the filter includes or excludes devices.
    pub device_and_app_management_assignment_filter_type: Option<FilterType>,
}

/// All devices.
#[graph_complex(
    odata = "microsoft.graph.allDevicesAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllDevicesAssignmentTarget {}

/// All licensed users.
#[graph_complex(
    odata = "microsoft.graph.allLicensedUsersAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllLicensedUsersAssignmentTarget {}

/// The members of a group.
#[graph_complex(
    odata = "microsoft.graph.groupAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupAssignmentTarget {
    /// The id of the group.
    pub group_id: Option<String>,
}

/// Everyone except the members of a group.
#[graph_complex(
    odata = "microsoft.graph.exclusionGroupAssignmentTarget",
    base = GroupAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExclusionGroupAssignmentTarget {}

/// A Configuration Manager collection.
#[graph_complex(
    odata = "microsoft.graph.configurationManagerCollectionAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConfigurationManagerCollectionAssignmentTarget {
    /// The id of the collection.
    pub collection_id: Option<String>,
}

/// Every target that Graph may send for a property of the base type.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AssignmentTarget {
    /// The declared type itself.
    Base(DeviceAndAppManagementAssignmentTarget),
    /// All devices.
    AllDevices(AllDevicesAssignmentTarget),
    /// All licensed users.
    AllLicensedUsers(AllLicensedUsersAssignmentTarget),
    /// The members of a group.
    Group(GroupAssignmentTarget),
    /// Everyone except the members of a group.
    ExclusionGroup(ExclusionGroupAssignmentTarget),
    /// A Configuration Manager collection.
    Collection(ConfigurationManagerCollectionAssignmentTarget),
    /// A type that is not modelled.
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// Assigns a compliance policy to a target.
#[graph_entity(
    odata = "microsoft.graph.deviceCompliancePolicyAssignment",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/assignments/{deviceCompliancePolicyAssignmentId}",
    permissions(
        delegated = ["DeviceManagementConfiguration.ReadWrite.All"],
        application = ["DeviceManagementConfiguration.ReadWrite.All"],
    ),
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceCompliancePolicyAssignment {
    /// Target for the compliance policy assignment.
    pub target: Option<AssignmentTarget>,
    /// The source of the assignment.
    #[graph(read_only)]
    pub source: Option<AssignmentSource>,
    /// The id of the source of the assignment.
    #[graph(read_only)]
    pub source_id: Option<String>,
}

/// Assigns a device configuration to a target.
#[graph_entity(
    odata = "microsoft.graph.deviceConfigurationAssignment",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/assignments/{deviceConfigurationAssignmentId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceConfigurationAssignment {
    /// Target for the configuration assignment.
    pub target: Option<AssignmentTarget>,
    /// The source of the assignment.
    #[graph(read_only)]
    pub source: Option<AssignmentSource>,
    /// The id of the source of the assignment.
    #[graph(read_only)]
    pub source_id: Option<String>,
}

/// A compliance policy. Each platform has a type derived from it.
#[graph_entity(
    odata = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceCompliancePolicy {
    /// The description that an administrator wrote.
    pub description: Option<String>,
    /// The name.
    pub display_name: String,
    /// Counts the changes.
    #[graph(read_only, default)]
    pub version: i32,
}

/// A compliance policy for Windows 10.
#[graph_entity(odata = "microsoft.graph.windows10CompliancePolicy", base = DeviceCompliancePolicy)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Windows10CompliancePolicy {
    /// Whether a password is required.
    #[graph(default)]
    pub password_required: bool,
    /// The minimum length of the password.
    pub password_minimum_length: Option<i32>,
    /// The lowest version that is allowed.
    pub os_minimum_version: Option<String>,
}

/// A group. The type is open: tenants can add their own properties.
#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The name.
    pub display_name: Option<String>,
    /// Properties that tenants add.
    #[graph(additional)]
    pub additional: BTreeMap<String, RawJson>,
}
