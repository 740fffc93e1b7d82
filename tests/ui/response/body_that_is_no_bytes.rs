use graph_model::{Entity, from_response};

fn main() {
    let _ = from_response::<Entity>(http::Response::new(7));
}
