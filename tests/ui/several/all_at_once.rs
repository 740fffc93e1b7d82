// 8 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "#microsoft.graph.message", path = "users/{id}/{id}", pathh = 1)]
#[derive(Default)]
pub struct Message {
    #[graph(readonly)]
    pub subject: Option<String>,
    #[graph(name = "a.b", key, create_only)]
    pub importance: Option<String>,
    #[serde(default)]
    pub body: Option<String>,
}

fn main() {
    // Uses of the type do not fail as well.
    let message: Message = Default::default();
    let _ = Message::patch().subject("s").at(&MessagePath { id: "1" });
    let _ = message.changes_since(&message);
}
