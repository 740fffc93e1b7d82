use graph_model::graph_entity;

#[graph_entity(odata = "user")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
