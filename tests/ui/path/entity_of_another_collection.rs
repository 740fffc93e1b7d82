use graph_model::path::{Collection, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_entity(odata = "microsoft.graph.group")]
#[derive(Default)]
pub struct Group {}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = USERS.entity(&Group::default());
}
