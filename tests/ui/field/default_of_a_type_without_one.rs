use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {
    #[graph(default)]
    pub location: Location,
}

#[graph_complex(odata = "microsoft.graph.location")]
pub struct Location {
    pub city: String,
}

#[graph_entity(odata = "microsoft.graph.event")]
pub struct Event {
    pub subject: Option<String>,
}

fn main() {}
