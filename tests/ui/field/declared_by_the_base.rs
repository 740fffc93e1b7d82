use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.team")]
pub struct Team {
    pub id: Option<String>,
    pub mail: Option<String>,
}

fn main() {}
