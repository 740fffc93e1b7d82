use graph_model::graph_entity;
use graph_model::path::{Address, Collection, Route};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub mail: Option<String>,
}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = USERS.property(|user| user.mail).get();
}
