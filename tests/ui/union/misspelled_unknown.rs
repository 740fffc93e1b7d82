use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

#[graph_union]
pub enum AnyShape {
    Shape(Shape),
    #[graph(unkown)]
    Unknown(UnknownObject),
}

fn main() {}
