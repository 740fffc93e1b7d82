use graph_model::graph_entity;

#[graph_entity(odata = "contoso.device")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {}

#[graph_entity(odata = "contoso.phone", base = Device)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phone {
    pub base: Device,
    pub number: Option<String>,
}

fn main() {}
