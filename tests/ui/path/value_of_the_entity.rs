use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.profilePhoto", path = "/users/{userId}/photo/$value")]
pub struct ProfilePhoto {}

fn main() {}
