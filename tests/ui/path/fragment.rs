use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}#top")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
