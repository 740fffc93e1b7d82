use graph_model::{UnknownObject, graph_entity, graph_union};

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, PartialEq)]
pub struct User {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum Member {
    User(User),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "microsoft.graph.guest", base = Member)]
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {}

fn main() {}
