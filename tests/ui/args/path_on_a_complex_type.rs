use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.address", path = "/addresses/{id}")]
pub struct Address {}

fn main() {}
