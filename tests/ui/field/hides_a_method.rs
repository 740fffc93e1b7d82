use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.event")]
pub struct Event {
    pub at: Option<String>,
}

fn main() {
    let _ = Event::patch();
}
