use graph_model::graph_entity;

#[graph_entity(odata = "contoso.group", returns = String)]
pub struct Group {}

fn main() {}
