use graph_client::blocking::Client;
use graph_model::Endpoint;

fn main() {
    let client = Client::new(Endpoint::V1_0, reqwest::Client::new());
    drop(client);
}
