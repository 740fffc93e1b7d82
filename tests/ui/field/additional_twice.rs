use graph_model::graph_entity;

use std::collections::BTreeMap;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(additional)]
    pub more: BTreeMap<String, i32>,
    #[graph(additional)]
    pub rest: BTreeMap<String, i32>,
}

fn main() {}
