use std::collections::BTreeMap;

use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub clear_more: bool,
    #[graph(additional)]
    pub more: BTreeMap<String, i32>,
}

fn main() {}
