use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(not_null)]
    pub account_enabled: Option<bool>,
}

fn main() {
    User::patch().clear_account_enabled();
}
