use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    #[graph(read_only)]
    pub mail Option<String>,
}

fn main() {
    // The type is still there.
    let _ = Group::default();
}
