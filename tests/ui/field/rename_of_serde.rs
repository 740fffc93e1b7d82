use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(rename = "mail")]
    pub address: Option<String>,
}

fn main() {}
