// 6 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "user", path = "users/{}", tag = bear, permissions(delegated = ["a b", ""]))]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
