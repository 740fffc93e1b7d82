// 5 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(nam = "a")]
    pub a: Option<String>,
    #[graph(name = "b@c", read_only, key)]
    pub b: Option<String>,
    #[serde(default)]
    pub c: Option<String>,
    pub at: Option<String>,
}

fn main() {}
