use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    #[graph(key, navigation)]
    pub parent: Option<Box<Group>>,
}

fn main() {}
