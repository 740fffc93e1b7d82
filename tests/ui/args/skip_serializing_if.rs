use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

fn main() {}
