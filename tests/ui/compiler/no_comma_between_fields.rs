use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub display_name: Option<String>
    #[graph(read_only)]
    pub mail: Option<String>,
}

fn main() {
    let _ = Group::patch();
}
