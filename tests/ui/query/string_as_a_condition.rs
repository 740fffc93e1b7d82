use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    pub name: Option<String>,
    pub size: Option<i32>,
    pub tags: Vec<String>,
}

pub fn list() {
    let _ = Group::list().filter(|_| "size gt 1");
}

fn main() {}
