use graph_model::path::{Address, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "contoso.user")]
pub struct User {}

#[graph_entity(odata = "contoso.group", path = "/groups/{groupId}")]
pub struct Group {
    #[graph(navigation)]
    pub members: Vec<User>,
}

const GROUP: Route<Group> = Route::singleton("group");

// The members are removed from the group with `remove`; `delete` would delete users.
fn main() {
    let _ = User::delete(&GROUP.to(|group| group.members));
}
