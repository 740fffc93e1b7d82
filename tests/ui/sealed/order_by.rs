pub struct Mine;

impl graph_model::query::IntoOrderBy for &Mine {
    fn add_to(self, _: &mut Vec<graph_model::query::OrderBy>) {}
}

fn main() {}
