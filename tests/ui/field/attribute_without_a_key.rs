use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {
    #[graph()]
    pub content: Option<String>,
}

fn main() {}
