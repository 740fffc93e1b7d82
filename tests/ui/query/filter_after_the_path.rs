use graph_model::path::{Collection, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub display_name: Option<String>,
}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = User::list().at(&USERS).filter(|user| user.display_name.eq("Ada"));
}
