use std::collections::BTreeMap;

use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(additional)]
    pub more: BTreeMap<String, i64>,
}

fn main() {
    let _ = User::patch().more("count", "seven");
}
