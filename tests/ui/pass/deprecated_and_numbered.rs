#![deny(warnings)]

use graph_model::{Endpoint, graph_complex, graph_entity, graph_enum};

/// A deprecated type warns where an author uses it, and not in its own definition.
#[graph_complex(odata = "contoso.old")]
#[derive(Clone, Debug, Default, PartialEq)]
#[deprecated = "gone"]
pub struct Old {
    pub name: Option<String>,
    #[graph(default)]
    pub size: i32,
}

#[graph_entity(odata = "contoso.device", path = "/devices/{deviceId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    #[deprecated = "gone"]
    pub old_name: Option<String>,
    #[graph(navigation)]
    pub parent: Option<Box<Self>>,
    pub build: Option<String>,
}

/// A number is a discriminant, as everywhere in Rust.
#[graph_enum(odata = "contoso.days", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Day {
    Monday = 1,
    Tuesday = 4,
    #[graph(unknown)]
    Unknown(String),
}

/// Traits implemented by hand see the base.
#[graph_entity(odata = "contoso.plain")]
#[derive()]
pub struct Plain {
    pub name: Option<String>,
}

impl PartialEq for Plain {
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base && self.name == other.name
    }
}

fn main() {
    assert_eq!(Day::TYPE.members()[1].value(), 4);
    let patch = Device::patch().build("7");
    let request = patch.at(&DevicePath { device_id: "4f" });
    assert!(request.build(&Endpoint::V1_0).is_ok());
    let children = Device::list().filter(|device| device.parent.of(|parent| parent.build).eq("7"));
    let children = children.at(&DeviceCollectionPath::new());
    assert!(children.build(&Endpoint::V1_0).is_ok());
}
