use graph_client::{Client, Retry, RetryPolicy};
use graph_model::Endpoint;

fn main() {
    let policy = RetryPolicy::default();
    let transport = Retry::new(reqwest::Client::new(), std::thread::sleep, policy);
    drop(Client::new(Endpoint::V1_0, transport));
}
