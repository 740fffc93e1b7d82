use graph_model::graph_entity;

pub struct Address;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub addresses: Vec<Address>,
}

fn main() {}
