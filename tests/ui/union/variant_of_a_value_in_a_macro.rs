use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "microsoft.graph.target")]
pub struct Target {}

macro_rules! targets {
    ($ty:ty) => {
        #[graph_union]
        pub enum AnyTarget {
            Target(Target),
            Group($ty),
            #[graph(unknown)]
            Unknown(UnknownObject),
        }
    };
}

targets!(String);

fn main() {}
