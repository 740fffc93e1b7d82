use graph_model::graph_union;

#[graph_union]
pub struct Any {}

fn main() {}
