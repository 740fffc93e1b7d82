use graph_model::graph_entity;

const PATH: &str = "/groups/{groupId}";

#[graph_entity(odata = "microsoft.graph.group", path = PATH)]
pub struct Group {
    pub name: Option<String>,
}

fn main() {}
