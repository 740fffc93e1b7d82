use graph_model::{UnknownObject, graph_entity, graph_union};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

#[graph_union]
pub enum Member {
    User(User),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "microsoft.graph.team")]
pub struct Team {
    pub members: Vec<Member>,
}

fn main() {}
