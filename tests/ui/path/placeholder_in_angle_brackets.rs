use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/<userId>")]
pub struct User {}

fn main() {}
