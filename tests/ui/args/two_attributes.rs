use graph_model::{graph_complex, graph_entity};

#[graph_entity(odata = "contoso.device")]
#[graph_complex(odata = "contoso.device")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    pub name: Option<String>,
}

fn main() {}
