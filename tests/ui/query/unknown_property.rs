use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::list().select(|user| user.display_nam);
}
