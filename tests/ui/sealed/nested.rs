// 2 mistakes.
pub struct Mine;

impl graph_model::query::Nested for Mine {}

fn main() {}
