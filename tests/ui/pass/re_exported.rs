/// Stands for an SDK that hands the runtime on.
mod sdk {
    pub use graph_model as runtime;
}

use sdk::runtime::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.part", crate = sdk::runtime)]
pub struct Part {
    pub name: Option<String>,
}

#[graph_union(crate = "sdk::runtime")]
pub enum AnyPart {
    Part(Part),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
