//! Device compliance policies of Microsoft Graph, their assignments, and the groups they are assigned to.
//!
//! Models are plain structs; a request names its path, and any HTTP client sends it.
//!
//! ```
//! use intune::graph_model::Endpoint;
//! use intune::{DeviceCompliancePolicyAssign, DeviceCompliancePolicyPath, Windows10CompliancePolicy, to_group};
//!
//! let path = DeviceCompliancePolicyPath { device_compliance_policy_id: "7d" };
//!
//! let update = Windows10CompliancePolicy::patch()
//!     .password_minimum_length(12)
//!     .at(&path)
//!     .bearer("eyJ0eXAi")
//!     .build(&Endpoint::V1_0)?;
//! assert_eq!(
//!     update.body(),
//!     br##"{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","passwordMinimumLength":12}"##
//! );
//!
//! let assign = DeviceCompliancePolicyAssign { assignments: Some(vec![to_group("4f")]) };
//! let assign = assign.at(&path).bearer("eyJ0eXAi").build(&Endpoint::V1_0)?;
//! assert_eq!(assign.uri().path(), "/v1.0/deviceManagement/deviceCompliancePolicies/7d/assign");
//! # Ok::<(), graph_model::RequestError>(())
//! ```
//!
//! | To | see |
//! |---|---|
//! | read and change policies | [`AnyCompliancePolicy`], [`Windows10CompliancePolicy`], [`IosCompliancePolicy`] |
//! | assign one | [`DeviceCompliancePolicyAssign`], [`DeviceCompliancePolicyAssignment`] |
//! | find a group | [`Group`] |
//! | send requests | [`graph_model::RequestBuilder`] |

#![forbid(unsafe_code)]

mod assignment;
mod models;
mod policy;

pub use assignment::to_group;
pub use graph_base::{
    DIRECTORY_OBJECTS, DeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicy,
    DeviceCompliancePolicyCollectionPath, DeviceCompliancePolicyPatch, DeviceCompliancePolicyPath,
    DeviceCompliancePolicyProperties, DirectoryObject,
};
pub use graph_model;
pub use models::*;
pub use policy::AnyCompliancePolicy;
