use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {}

#[graph_entity(odata = "contoso.group", path = "/groups/{groupId}")]
pub struct Group {}

fn main() {
    let _ = User::list().at(&GroupCollectionPath);
}
