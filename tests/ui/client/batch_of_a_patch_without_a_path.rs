use graph_model::{Batch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub display_name: Option<String>,
}

fn main() {
    let mut batch = Batch::new();
    batch.add(User::patch().display_name("Ada"));
}
