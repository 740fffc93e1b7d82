use graph_model::graph_entity;
use graph_model::path::{Collection, Route};

#[graph_entity(odata = "contoso.user")]
pub struct User {}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = USERS.key(&User::patch());
}
