use graph_model::{Endpoint, graph_entity};

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    pub name: Option<String>,
}

pub fn rename() {
    let _ = Group::patch().name("Pilots").build(&Endpoint::V1_0);
}

fn main() {}
