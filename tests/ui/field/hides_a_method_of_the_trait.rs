use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.letter")]
pub struct Letter {
    pub document: Option<String>,
}

fn main() {}
