use graph_model::{UnknownObject, graph_union};

#[graph_union]
pub enum AnyShape {
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn main() {}
