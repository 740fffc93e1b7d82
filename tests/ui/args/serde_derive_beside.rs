use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(serde::Serialize)]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
