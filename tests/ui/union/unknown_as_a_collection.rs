use graph_model::{graph_entity, graph_union};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_union]
pub enum AnyUser {
    User(User),
    #[graph(unknown)]
    Unknown(Vec<u8>),
}

fn main() {}
