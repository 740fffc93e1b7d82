use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}", permissions(app = ["Group.Read.All"]))]
pub struct Group {
    pub name: Option<String>,
}

fn main() {}
