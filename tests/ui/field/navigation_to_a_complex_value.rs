use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {}

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    #[graph(navigation)]
    pub body: Option<Box<ItemBody>>,
}

fn main() {}
