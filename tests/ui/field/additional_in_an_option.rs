use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(additional)]
    pub more: Option<String>,
}

fn main() {
    let _ = User::patch();
}
