use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {
    pub tags: Vec<String>,
}

fn main() {
    let _ = User::list().filter(|user| user.tags.eq(["a"]));
}
