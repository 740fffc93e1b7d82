use graph_model::graph_entity;

#[derive(Debug, PartialEq)]
#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    pub display_name: Option<String>,
}

fn main() {}
