use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {}

fn main() {
    let user = User::default();
    let _ = User::delete(&user);
}
