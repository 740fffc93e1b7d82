pub struct Mine;

impl graph_model::query::IntoExpand for Mine {
    fn add_to(self, _: &mut Vec<graph_model::query::ExpandItem>) {}
}

fn main() {}
