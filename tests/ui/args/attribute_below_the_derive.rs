use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
#[derive(Clone, Debug, Default, PartialEq)]
#[graph(tag = bare)]
pub struct ItemBody {
    pub content: Option<String>,
}

fn main() {}
