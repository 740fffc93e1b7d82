use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", pa = "/users/{userId}")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
