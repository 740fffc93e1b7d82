use graph_model::{Flags, graph_complex, graph_enum};

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.flag")]
pub struct Flag {
    pub colours: Option<Flags<Colour>>,
}

fn main() {}
