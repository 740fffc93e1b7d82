use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "microsoft.graph.itemBody")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemBody;

#[graph_entity(odata = "microsoft.graph.event")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    pub body: Option<ItemBody>,
}

fn main() {}
