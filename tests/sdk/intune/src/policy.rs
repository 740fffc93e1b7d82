//! Policies for all platforms, as a collection holds them.

use graph_base::DeviceCompliancePolicy;
use graph_model::{UnknownObject, graph_union};

use crate::models::{IosCompliancePolicy, Windows10CompliancePolicy};

/// A policy for any platform. Policies that this crate does not model are kept unchanged.
#[graph_union(base = DeviceCompliancePolicy)]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyCompliancePolicy {
    /// For Windows 10 and later.
    Windows10(Windows10CompliancePolicy),
    /// For iPhones and iPads.
    Ios(IosCompliancePolicy),
    /// For a platform that is not modelled here.
    #[graph(unknown)]
    Unknown(UnknownObject),
}
