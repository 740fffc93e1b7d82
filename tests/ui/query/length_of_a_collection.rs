use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    pub name: Option<String>,
    pub size: Option<i32>,
    pub tags: Vec<String>,
    #[graph(edm = Date)]
    pub created: Option<String>,
    #[graph(navigation)]
    pub members: Vec<Group>,
}

fn main() {
    let _ = Group::list().filter(|group| group.tags.length().eq(2));
}
