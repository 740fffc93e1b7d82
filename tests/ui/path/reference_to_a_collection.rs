use graph_model::path::Collection;
use graph_model::{Address, Route, graph_entity};

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    pub mail: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = USERS.key("4f").to(|user| user.manager).set(&USERS);
}
