use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {
    #[serde(skip)]
    pub cached: Option<String>,
}

fn main() {}
