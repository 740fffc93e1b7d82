use graph_client::Error;
use graph_client::blocking::Client;
use graph_model::path::Route;
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

const ME: Route<User> = Route::singleton("me");

fn read(client: &Client) -> Result<User, Error> {
    let request = User::get().at(&ME);
    client.send(&request)
}

fn main() {
    let _ = read;
}
