use graph_model::graph_entity;
use graph_model::path::{Address, Route};

#[graph_entity(odata = "contoso.user")]
pub struct User {}

#[graph_entity(odata = "contoso.group")]
pub struct Group {
    #[graph(navigation)]
    pub members: Vec<User>,
}

const GROUP: Route<Group> = Route::singleton("group");

fn main() {
    let _ = GROUP.to(|group| group.members).set("users/4f");
}
