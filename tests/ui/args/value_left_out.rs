// 2 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = )]
pub struct User {
    pub mail: Option<String>,
}

#[graph_entity(odata = , path = "/groups/{groupId}")]
pub struct Group {
    pub mail: Option<String>,
}

fn main() {}
