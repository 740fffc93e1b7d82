// 2 mistakes.
pub struct Mine;

impl graph_model::query::IntoSelect for &Mine {}

fn main() {}
