pub struct Mine;

impl graph_model::query::IsCollection for Mine {}

fn main() {}
