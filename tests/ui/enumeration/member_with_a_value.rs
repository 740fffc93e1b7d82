use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    Red(u8),
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
