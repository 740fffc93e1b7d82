use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub mail: Option<String>,
    #[graph(name = "mail")]
    pub address: Option<String>,
}

fn main() {}
