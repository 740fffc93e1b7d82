use graph_client::Error;
use graph_client::blocking::Client;
use graph_model::path::{Collection, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn size(client: &Client) -> Result<u64, Error> {
    client.send(User::list().count_at(&USERS))
}

fn main() {
    let _ = size;
}
