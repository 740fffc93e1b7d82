// 2 mistakes.
pub struct Mine;

impl graph_model::path::EntityReference for &Mine {}

fn main() {}
