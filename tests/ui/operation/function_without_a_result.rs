use graph_model::{graph_entity, graph_function};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

#[graph_function(odata = "contoso.recent", on = Group)]
pub struct Recent;

fn main() {}
