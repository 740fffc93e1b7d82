use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.a")]
pub struct A {}

#[graph_union(bse = A)]
pub enum Any {
    A(A),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
