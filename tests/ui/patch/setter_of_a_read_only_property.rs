use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(read_only)]
    pub mail: Option<String>,
}

fn main() {
    let _ = User::patch().mail("a@b");
}
