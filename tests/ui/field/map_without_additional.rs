use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    pub more: std::collections::BTreeMap<String, i32>,
}

fn main() {}
