use graph_model::{RawJson, graph_complex};
use std::collections::BTreeMap;

#[graph_complex(odata = "contoso.price")]
pub struct Price {
    #[graph(flatten)]
    pub others: BTreeMap<String, RawJson>,
}

fn main() {}
