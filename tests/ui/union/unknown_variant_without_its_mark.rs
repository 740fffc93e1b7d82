use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyShape {
    Shape(Shape),
    Unknown(UnknownObject),
}

fn main() {}
