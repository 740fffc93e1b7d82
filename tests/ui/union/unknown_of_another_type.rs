use graph_model::{graph_complex, graph_union};

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

#[graph_union]
pub enum AnyShape {
    Shape(Shape),
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
