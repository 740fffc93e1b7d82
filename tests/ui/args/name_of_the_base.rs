use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_entity(odata = "microsoft.graph.user", base = User)]
pub struct Guest {}

fn main() {}
