use graph_model::graph_entity;

pub struct Address;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub address: Option<Address>,
}

fn main() {}
