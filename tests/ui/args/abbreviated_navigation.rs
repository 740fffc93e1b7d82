use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(nav)]
    pub name: Option<String>,
}

fn main() {}
