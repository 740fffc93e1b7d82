use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{a{b}}")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
