use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(default = true)]
    pub enabled: bool,
}

fn main() {}
