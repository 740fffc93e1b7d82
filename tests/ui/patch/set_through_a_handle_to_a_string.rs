use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub account_enabled: Option<bool>,
}

fn main() {
    let _ = User::patch().set(|user| user.account_enabled, "true");
}
