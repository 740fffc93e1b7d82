use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", base = none)]
pub struct User {
    #[graph(key)]
    pub mail: Option<String>,
}

fn main() {
    let _ = User::patch().mail("a@b");
}
