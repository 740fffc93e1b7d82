use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {}

fn main() {
    let _ = User::list().at(&UserPath { user_id: "4f" });
}
