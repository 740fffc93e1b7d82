// 7 mistakes.
use graph_model::{graph_entity, graph_enum};

#[graph_entity(odata = "microsoft.graph.user", flags, read_only, unknown, returns = bool)]
pub struct User {
    #[graph(value = 1)]
    pub age: Option<i32>,
    #[graph(unknown)]
    pub mail: Option<String>,
}

#[graph_enum(odata = "microsoft.graph.importance")]
pub enum Importance {
    #[graph(key)]
    Low,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
