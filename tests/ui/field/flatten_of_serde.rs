use graph_model::{RawJson, graph_complex};
use std::collections::HashMap;

#[graph_complex(odata = "contoso.price")]
pub struct Price {
    #[serde(flatten)]
    pub others: HashMap<String, RawJson>,
}

fn main() {}
