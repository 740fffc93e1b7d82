// 5 mistakes.
use graph_model::graph_entity;

#[graph_entity(
    odata = "microsoft.graph.user",
    rename = "user",
    alias = "person",
    skip_serializing_if = "Option::is_none",
    flatten,
    deny_unknown_fields
)]
pub struct User {
    pub mail: Option<String>,
}

fn main() {}
