// 6 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "users?x/{a}{b}/{a}/{}/")]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
