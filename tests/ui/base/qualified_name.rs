use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", base = "microsoft.graph.directoryObject")]
pub struct User {}

fn main() {}
