use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour", flag)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
