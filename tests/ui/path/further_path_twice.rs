use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", paths(MePath = "/me", MePath = "/self"))]
pub struct User {}

fn main() {}
