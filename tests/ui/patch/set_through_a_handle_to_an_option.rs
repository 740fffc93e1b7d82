use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::patch().set(|user| user.display_name, Some("Ada"));
}
