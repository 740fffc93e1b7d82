// 2 mistakes.
//! Devices.

#![deny(missing_docs)]

use graph_model::{graph_complex, graph_entity};

/// A device.
#[graph_entity(odata = "microsoft.graph.device", path = "/devices/{deviceId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    #[graph(read_only)]
    pub is_managed: Option<bool>,
}

#[graph_complex(odata = "microsoft.graph.alternativeSecurityId")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlternativeSecurityId {}

fn main() {}
