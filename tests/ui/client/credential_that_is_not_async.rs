use graph_client::testing::Service;
use graph_client::{AccessToken, Client, TokenRequest};

fn token(_: TokenRequest) -> Result<AccessToken, std::io::Error> {
    Ok(AccessToken::from("eyJ0eXAi"))
}

fn main() {
    let service = Service::new();
    drop(Client::new(service.endpoint(), service).with_credential(token));
}
