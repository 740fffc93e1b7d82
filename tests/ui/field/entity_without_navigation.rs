use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub manager: Option<Box<User>>,
}

fn main() {}
