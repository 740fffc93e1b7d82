use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/beta/users/{userId}")]
pub struct User {
    pub mail: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.group", path = "https://graph.microsoft.com/groups/{groupId}")]
pub struct Group {
    pub mail: Option<String>,
}

fn main() {}
