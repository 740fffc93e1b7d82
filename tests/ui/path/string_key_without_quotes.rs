// 2 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "trippin.person", base = none, path = "/People({userName})")]
pub struct Person {
    #[graph(key)]
    pub user_name: String,
}

#[graph_entity(odata = "microsoft.graph.device", path = "/devices({deviceId})")]
pub struct Device {}

fn main() {}
