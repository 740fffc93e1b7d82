use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    pub mail: Option<Option<String>>,
}

fn main() {}
