use graph_model::{UnknownObject, graph_complex, graph_enum, graph_union};

#[graph_enum(odata = "contoso.color")]
#[derive(Clone, Debug, PartialEq)]
pub enum Color {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.shape")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyShape {
    Shape(Shape),
    Color(Color),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
