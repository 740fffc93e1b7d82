// 5 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(flatten)]
    pub more: Option<String>,
    #[graph(other)]
    pub kind: Option<String>,
    #[graph(skip)]
    pub cached: Option<String>,
    #[graph(serialize_with = "write", deserialize_with = "read")]
    pub mail: Option<String>,
}

fn main() {}
