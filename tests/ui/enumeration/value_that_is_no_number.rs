use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    #[graph(value = "one")]
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
