use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

#[graph_complex(odata = "contoso.circle", base = Shape)]
pub struct Circle {}

#[graph_complex(odata = "contoso.circle", base = Shape)]
pub struct Round {}

#[graph_union]
pub enum AnyShape {
    Shape(Shape),
    Circle(Circle),
    Round(Round),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
