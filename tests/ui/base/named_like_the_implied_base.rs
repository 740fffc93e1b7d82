use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.entity")]
pub struct Entity {
    pub display_name: Option<String>,
}

fn main() {}
