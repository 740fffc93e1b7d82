#![deny(warnings)]

use graph_model::{graph_complex, graph_entity};

#[graph_entity(odata = "contoso.empty")]
pub struct Empty {}

#[graph_entity(odata = "contoso.rootless", base = none, path = "/rootless")]
pub struct Rootless {}

#[graph_complex(odata = "contoso.nothing")]
pub struct Nothing {}

fn main() {
    assert_eq!(serde_json::to_string(&Nothing::patch()).unwrap(), r##"{"@odata.type":"#contoso.nothing"}"##);
    assert_eq!(RootlessPath.to_string(), "/rootless");
}
