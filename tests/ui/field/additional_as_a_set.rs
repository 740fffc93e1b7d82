use std::collections::BTreeSet;

use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[graph(additional)]
    pub more: BTreeSet<String>,
}

fn main() {}
