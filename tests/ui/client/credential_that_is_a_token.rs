use graph_client::Client;
use graph_client::testing::Service;

fn main() {
    let service = Service::new();
    drop(Client::new(service.endpoint(), service).with_credential("eyJ0eXAi"));
}
