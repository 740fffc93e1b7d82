use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "microsoft.graph.target")]
pub struct Target {}

#[graph_union]
pub enum AnyTarget {
    Target(Target),
    Group(Option<String>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
