use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {
    pub mail: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    pub mail: Option<String>,
}

fn main() {
    let _ = Group::patch().mail("a@b").at(&UserPath { user_id: "1" });
}
