use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(read-only)]
    pub name: Option<String>,
}

fn main() {}
