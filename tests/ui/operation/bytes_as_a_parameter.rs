use graph_model::graph_action;

#[graph_action(odata = "microsoft.graph.upload")]
pub struct Upload {
    pub content: Vec<u8>,
}

fn main() {}
