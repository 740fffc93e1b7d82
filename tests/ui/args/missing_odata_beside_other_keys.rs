// 3 mistakes.
use graph_model::{graph_complex, graph_entity};

#[graph_entity(path = "/users/{userId}/photo.png")]
pub struct Photo {
    pub width: Option<i32>,
}

#[graph_entity(base = none)]
pub struct Report {
    pub name: Option<String>,
}

#[graph_complex(rename_all = "PascalCase")]
pub struct Address {
    pub city: Option<String>,
}

fn main() {}
