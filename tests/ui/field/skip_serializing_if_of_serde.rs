use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

fn main() {}
