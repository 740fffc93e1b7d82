use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.v1.0.user")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
