use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", paths(User = "/me"))]
pub struct User {}

fn main() {}
