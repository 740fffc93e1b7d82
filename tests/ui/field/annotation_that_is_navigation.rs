use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(annotation = "@odata.context", navigation)]
    pub context: Option<String>,
}

fn main() {}
