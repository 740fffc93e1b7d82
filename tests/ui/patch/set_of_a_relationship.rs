use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::patch().set(|user| user.manager, "users/4f");
}
