use graph_model::{Entity, FromResponse, Updated};

fn main() {
    let _ = Updated::<Entity>::from_response(http::Response::new(7));
}
