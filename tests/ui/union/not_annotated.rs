use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

pub struct Circle;

#[graph_union]
pub enum AnyShape {
    Shape(Shape),
    Circle(Circle),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
