use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub mail: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.drive")]
pub struct Drive {
    #[graph(navigation)]
    pub owner: Option<&User>,
}

fn main() {}
