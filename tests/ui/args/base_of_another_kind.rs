use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "microsoft.graph.address")]
pub struct Address {}

#[graph_entity(odata = "microsoft.graph.user", base = Address)]
pub struct User {}

fn main() {}
