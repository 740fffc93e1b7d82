// 3 mistakes.
use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

pub struct Circle;

#[graph_union(bas = Shape)]
pub enum AnyShape {
    Shape(Shape),
    Empty,
    #[graph(unknwn)]
    Unknown(UnknownObject),
}

fn main() {}
