use graph_model::graph_entity;

#[graph_entity(
    odata = "microsoft.graph.user",
    path = "/users/{userId}",
    paths(UserPath = "/me")
)]
pub struct User {}

fn main() {}
