use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(key, read_only)]
    pub mail: Option<String>,
}

fn main() {}
