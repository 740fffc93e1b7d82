#[derive(graph_model::__private::GraphType)]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
