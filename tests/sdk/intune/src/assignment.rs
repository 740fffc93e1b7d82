//! Assignments, by what they assign a policy to.

use crate::models::{
    AnyDeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicyAssignment,
    GroupAssignmentTarget,
};

/// An assignment to the members of a group.
#[must_use]
pub fn to_group(group_id: &str) -> DeviceCompliancePolicyAssignment {
    let target = GroupAssignmentTarget {
        group_id: Some(group_id.to_owned()),
        ..Default::default()
    };
    DeviceCompliancePolicyAssignment {
        target: Some(AnyDeviceAndAppManagementAssignmentTarget::from(target)),
        ..Default::default()
    }
}
