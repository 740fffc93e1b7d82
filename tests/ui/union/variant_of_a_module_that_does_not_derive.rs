use graph_model::{UnknownObject, graph_complex, graph_union};

pub mod models {
    use graph_model::graph_complex;

    #[graph_complex(odata = "contoso.colour")]
    pub struct Colour {}
}

#[graph_complex(odata = "contoso.shape")]
pub struct Shape {}

#[graph_union]
pub enum AnyShape {
    Shape(Shape),
    Colour(models::Colour),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
