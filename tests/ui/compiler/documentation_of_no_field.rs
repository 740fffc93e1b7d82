use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemBody {
    pub content: Option<String>,
    /// The type of the content.
}

fn main() {}
