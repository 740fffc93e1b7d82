use graph_model::graph_entity;
use graph_model::path::{Address, Collection, Route};

#[graph_entity(odata = "microsoft.graph.message")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {}

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[graph(navigation)]
    pub messages: Vec<Message>,
}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn main() {
    let _ = USERS.to(|user| user.messages);
}
