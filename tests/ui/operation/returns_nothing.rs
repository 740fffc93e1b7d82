use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_action(odata = "microsoft.graph.wake", on = User, returns = ())]
pub struct Wake;

fn main() {}
