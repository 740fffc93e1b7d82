use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}", paths("/me"))]
pub struct User {}

fn main() {}
