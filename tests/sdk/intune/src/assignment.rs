//! Actions, with one method for each. The metadata tool does not write them.

use graph_base::DeviceCompliancePolicyPath;
use graph_model::{Page, RequestBuilder, graph_complex};

use crate::models::{
    AnyDeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicyAssignment,
    GroupAssignmentTarget,
};

/// The actions of a compliance policy.
///
/// The path type comes from another crate, so the actions are methods of a trait.
pub trait CompliancePolicyActions {
    /// Replaces all assignments of the policy with these. The response holds them with their ids.
    fn assign(
        &self,
        assignments: Vec<DeviceCompliancePolicyAssignment>,
    ) -> RequestBuilder<Page<DeviceCompliancePolicyAssignment>>;
}

impl CompliancePolicyActions for DeviceCompliancePolicyPath<'_> {
    fn assign(
        &self,
        assignments: Vec<DeviceCompliancePolicyAssignment>,
    ) -> RequestBuilder<Page<DeviceCompliancePolicyAssignment>> {
        RequestBuilder::action(self, "assign").json(&Assign { assignments })
    }
}

/// The parameters of `assign`.
#[graph_complex(odata = "microsoft.graph.deviceCompliancePolicy.assign", tag = none)]
struct Assign {
    assignments: Vec<DeviceCompliancePolicyAssignment>,
}

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
