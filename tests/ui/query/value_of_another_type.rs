use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {
    pub age: Option<i32>,
}

fn main() {
    let _ = User::list().filter(|user| user.age.eq("40"));
}
