use graph_model::graph_entity;

#[graph_entity("microsoft.graph.user", odata = "microsoft.graph.user")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
