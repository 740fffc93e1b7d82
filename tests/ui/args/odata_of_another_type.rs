use graph_model::graph_entity;

#[graph_entity(odata = 7)]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
