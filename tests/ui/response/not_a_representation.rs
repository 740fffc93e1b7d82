use graph_model::{FromResponse, Updated};

fn main() {
    let response = http::Response::new("{}");
    let _: Updated<String> = FromResponse::from_response(response).unwrap();
}
