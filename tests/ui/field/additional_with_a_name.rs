use graph_model::graph_entity;

use std::collections::BTreeMap;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(additional, name = "more")]
    pub more: BTreeMap<String, i32>,
}

fn main() {}
