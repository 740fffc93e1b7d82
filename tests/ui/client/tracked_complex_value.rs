use graph_model::{Tracked, graph_complex};

#[graph_complex(odata = "microsoft.graph.itemBody")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemBody {}

fn main() {
    let _ = Tracked::new(ItemBody::default());
}
