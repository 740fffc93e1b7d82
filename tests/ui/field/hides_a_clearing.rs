use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.event")]
pub struct Event {
    pub note: Option<String>,
    pub clear_note: bool,
}

fn main() {
    let _ = Event::patch();
}
