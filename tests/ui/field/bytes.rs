use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {
    pub content: Option<Vec<u8>>,
}

fn main() {}
