use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    Red,
    #[graph(name = "red")]
    Crimson,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
