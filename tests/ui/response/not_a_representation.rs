use graph_model::from_response;

fn main() {
    let response = http::Response::new("{}");
    let _ = from_response::<String>(response);
}
