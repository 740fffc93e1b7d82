use graph_client::Client;
use graph_model::Endpoint;

fn main() {
    let agent = ureq::Agent::new_with_defaults();
    drop(Client::new(Endpoint::V1_0, agent));
}
