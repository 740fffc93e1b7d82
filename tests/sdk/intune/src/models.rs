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

use graph_base::{DeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicy, DirectoryObject};
use graph_model::{
    Route, UnknownObject, graph_action, graph_complex, graph_entity, graph_enum, graph_union,
};

/// A [`DirectoryObject`] or a type derived from it.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyDirectoryObject {
    DirectoryObject(Box<DirectoryObject>),
    Group(Box<Group>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// A group of users and devices.
#[graph_entity(
    odata = "microsoft.graph.group",
    base = DirectoryObject,
    path = "/groups/{groupId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What the group is for.
    pub description: Option<String>,
    /// The name.
    pub display_name: Option<String>,
    /// Of what kind the group is, if it is more than a plain one.
    #[graph(not_null)]
    pub group_types: Option<Vec<String>>,
    /// Whether the group has a mailbox.
    pub mail_enabled: Option<bool>,
    /// The name of the mailbox, unique in the organisation.
    pub mail_nickname: Option<String>,
    /// Whether the group can be given rights.
    pub security_enabled: Option<bool>,
    /// Users, devices and groups that belong to it.
    #[graph(navigation, not_null)]
    pub members: Option<Vec<AnyDirectoryObject>>,
}

/// The entity set `groups`.
#[allow(dead_code, reason = "a program need not start here")]
pub const GROUPS: Route<graph_model::path::Collection<Group>> = Route::entity_set("groups");

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
    /// Whom the policy applies to.
    pub target: Option<AnyDeviceAndAppManagementAssignmentTarget>,
}

/// What happens, and when, to a device that breaks a rule.
#[graph_entity(
    odata = "microsoft.graph.deviceComplianceScheduledActionForRule",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/scheduledActionsForRule/{deviceComplianceScheduledActionForRuleId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceComplianceScheduledActionForRule {
    /// The rule; one for all is enough.
    pub rule_name: Option<String>,
    /// The steps.
    #[graph(navigation, not_null)]
    pub scheduled_action_configurations: Option<Vec<DeviceComplianceActionItem>>,
}

/// One step against a device that is not compliant.
#[graph_entity(
    odata = "microsoft.graph.deviceComplianceActionItem",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/scheduledActionsForRule/{deviceComplianceScheduledActionForRuleId}/scheduledActionConfigurations/{deviceComplianceActionItemId}"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceComplianceActionItem {
    /// What is done.
    #[graph(not_null)]
    pub action_type: Option<DeviceComplianceActionType>,
    /// How many hours the device has before.
    #[graph(not_null)]
    pub grace_period_hours: Option<i32>,
    /// The template of the message.
    pub notification_template_id: Option<String>,
}

/// What an iPhone or iPad must be like.
#[graph_entity(
    odata = "microsoft.graph.iosCompliancePolicy",
    base = DeviceCompliancePolicy
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IosCompliancePolicy {
    /// The lowest version of the system.
    pub os_minimum_version: Option<String>,
    /// Whether there must be a passcode.
    #[graph(not_null)]
    pub passcode_required: Option<bool>,
    /// Whether devices are refused that were broken out of.
    #[graph(not_null)]
    pub security_block_jailbroken_devices: Option<bool>,
}

/// What a computer with Windows 10 or later must be like.
#[graph_entity(
    odata = "microsoft.graph.windows10CompliancePolicy",
    base = DeviceCompliancePolicy
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Windows10CompliancePolicy {
    /// Whether disks must be encrypted.
    #[graph(not_null)]
    pub bit_locker_enabled: Option<bool>,
    /// The lowest version of the system.
    pub os_minimum_version: Option<String>,
    /// The least number of characters.
    pub password_minimum_length: Option<i32>,
    /// Whether there must be a password.
    #[graph(not_null)]
    pub password_required: Option<bool>,
    /// What a password is made of.
    #[graph(not_null)]
    pub password_required_type: Option<RequiredPasswordType>,
}

/// A [`DeviceAndAppManagementAssignmentTarget`] or a type derived from it.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyDeviceAndAppManagementAssignmentTarget {
    DeviceAndAppManagementAssignmentTarget(DeviceAndAppManagementAssignmentTarget),
    AllDevicesAssignmentTarget(AllDevicesAssignmentTarget),
    AllLicensedUsersAssignmentTarget(AllLicensedUsersAssignmentTarget),
    GroupAssignmentTarget(GroupAssignmentTarget),
    ExclusionGroupAssignmentTarget(ExclusionGroupAssignmentTarget),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// All devices.
#[graph_complex(
    odata = "microsoft.graph.allDevicesAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllDevicesAssignmentTarget {}

/// All users with a licence.
#[graph_complex(
    odata = "microsoft.graph.allLicensedUsersAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllLicensedUsersAssignmentTarget {}

/// The members of a group.
#[graph_complex(
    odata = "microsoft.graph.groupAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupAssignmentTarget {
    /// The id of the group.
    pub group_id: Option<String>,
}

/// Everybody but the members of a group.
#[graph_complex(
    odata = "microsoft.graph.exclusionGroupAssignmentTarget",
    base = GroupAssignmentTarget,
    tag = bare
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExclusionGroupAssignmentTarget {}

/// What is done to a device that is not compliant.
#[graph_enum(odata = "microsoft.graph.deviceComplianceActionType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceComplianceActionType {
    NoAction,
    Notification,
    Block,
    Retire,
    Wipe,
    RemoveResourceAccessProfiles,
    #[graph(value = 9)]
    PushNotification,
    /// A member that is not modelled.
    #[graph(unknown)]
    UnknownMember(String),
}

/// What a password is made of.
#[graph_enum(odata = "microsoft.graph.requiredPasswordType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequiredPasswordType {
    DeviceDefault,
    Alphanumeric,
    Numeric,
    /// A member that is not modelled.
    #[graph(unknown)]
    UnknownMember(String),
}

/// Replaces all assignments of the policy. The response holds the new ones with their ids.
#[graph_action(
    odata = "microsoft.graph.assign",
    on = DeviceCompliancePolicy,
    returns = Vec<DeviceCompliancePolicyAssignment>
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceCompliancePolicyAssign {
    pub assignments: Option<Vec<DeviceCompliancePolicyAssignment>>,
}
