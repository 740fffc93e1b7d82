use graph_model::{Presence, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(not_null)]
    pub account_enabled: Presence<bool>,
}

fn main() {}
