// 5 mistakes.
use graph_model::graph_enum;

#[graph_enum(odata = "#contoso.colour", flag)]
pub enum Colour {
    #[graph(nam = "RED")]
    Red,
    Green(u8),
    #[graph(name = "red")]
    Crimson,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
