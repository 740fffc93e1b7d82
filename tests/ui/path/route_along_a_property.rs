use graph_model::{Address, graph_entity};

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {
    pub name: Option<String>,
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
}

pub fn name(user: &UserPath<'_>) {
    let _ = user.to(|user| user.name);
}

fn main() {}
