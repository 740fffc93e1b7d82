use graph_model::{graph_entity, graph_function};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_function(odata = "microsoft.graph.colleagues", on = User, returns = Collection<User>)]
pub struct Colleagues;

fn main() {}
