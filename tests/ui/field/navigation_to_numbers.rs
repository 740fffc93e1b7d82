use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    #[graph(navigation)]
    pub sizes: Vec<i32>,
}

fn main() {}
