//! The part of Microsoft Graph that the examples use: one assignment of one compliance policy.

use std::io;

use serde_json::json;

use crate::stand_in::{PropertyType, StandIn};

/// The id of the policy.
pub const POLICY: &str = "4214b716-b716-4214-16b7-144216b71442";
/// The id of the assignment.
pub const ASSIGNMENT: &str = "594ce11b-e11b-594c-1be1-4c591be14c59";

const ASSIGNMENT_TYPE: &str = "microsoft.graph.deviceCompliancePolicyAssignment";
const ANY_TARGET: &str = "microsoft.graph.deviceAndAppManagementAssignmentTarget";
const ALL_DEVICES: &str = "microsoft.graph.allDevicesAssignmentTarget";
const GROUP: &str = "microsoft.graph.groupAssignmentTarget";

/// Starts a service that refuses the requests that Graph refuses. The first etag of the assignment
/// is `W/"1"`.
///
/// # Errors
///
/// Returns an error if there is no free port.
pub fn start() -> io::Result<StandIn> {
    let service = StandIn::start_at("/beta")?;
    let collection = format!("/deviceManagement/deviceCompliancePolicies/{POLICY}/assignments");
    let targets = PropertyType::OneOf(vec![ANY_TARGET, ALL_DEVICES, GROUP]);
    service.declare(ASSIGNMENT_TYPE, &[("target", targets)]);
    service.declare(ANY_TARGET, &[]);
    service.declare(ALL_DEVICES, &[]);
    service.declare(GROUP, &[("groupId", PropertyType::String)]);
    service.check(&collection, ASSIGNMENT_TYPE);
    service.put(
        &collection,
        json!({
            "@odata.type": format!("#{ASSIGNMENT_TYPE}"),
            "id": ASSIGNMENT,
            "target": null,
        }),
    );
    Ok(service)
}
