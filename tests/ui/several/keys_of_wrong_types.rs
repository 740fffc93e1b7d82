// 3 mistakes.
use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "contoso.code")]
pub struct Code {}

#[graph_entity(odata = "contoso.product", base = none)]
pub struct Product {
    #[graph(key)]
    pub code: Code,
    #[graph(key)]
    pub codes: Vec<String>,
    pub maker: Option<Box<Self>>,
}

fn main() {}
