use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}/of/{user_id}")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
