use graph_model::graph_entity;

#[graph_entity(odata = "")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
