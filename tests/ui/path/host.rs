use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "https://graph.microsoft.com/users/{userId}")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
