use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.message", path = "/users/{userId}/messages/{messageId}")]
pub struct Message {
    pub subject: Option<String>,
}

fn main() {
    let _ = MessagePath { user_id: "1" };
}
