use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(not_null)]
    pub mail: Option<String>,
}

fn main() {
    let _ = User::patch().clear(|user| user.mail);
}
