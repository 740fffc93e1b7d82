// 2 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", permissions(delegated = 5, application ["User.Read.All"]))]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
