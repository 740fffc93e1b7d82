use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {
    pub name: Option<String>,
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
}

pub fn list() {
    let _ = User::list().order_by(|user| user.manager);
}

fn main() {}
