use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.message", path = "/users/{id}/messages/{id}")]
pub struct Message {
    pub subject: Option<String>,
}

fn main() {
    // The path type is there all the same.
    let _ = MessagePath { id: "1" };
}
