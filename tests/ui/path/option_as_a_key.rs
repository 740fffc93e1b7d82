use graph_model::path::{Collection, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let user = User::default();
    let _ = USERS.key(user.id.clone());
}
