use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub enum User {
    Member,
    Guest,
}

fn main() {}
