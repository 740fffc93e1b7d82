use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", patch = none)]
pub struct User {
    pub mail: Option<String>,
}

fn main() {
    let _ = User::patch();
}
