use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    #[graph(nmae = "RED")]
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
