use graph_model::{UnknownObject, graph_complex, graph_union};

#[graph_complex(odata = "contoso.part")]
pub struct Part {}

#[graph_union]
pub enum AnyPart {
    Part(Part, Part),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
