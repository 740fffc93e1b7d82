use graph_model::{Flags, graph_enum};

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

pub fn paint(_: Flags<Colour>) {}

fn main() {}
