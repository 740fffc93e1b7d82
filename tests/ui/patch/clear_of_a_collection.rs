use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(not_null)]
    pub business_phones: Option<Vec<String>>,
}

fn main() {
    User::patch().clear_business_phones();
}
