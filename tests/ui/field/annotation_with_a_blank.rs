// 2 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(annotation = "group members@odata.count")]
    pub members_count: Option<i64>,
    #[graph(annotation = "owners@odata count")]
    pub owners_count: Option<i64>,
}

fn main() {}
