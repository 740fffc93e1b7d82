use graph_model::graph_enum;

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown,
}

fn main() {}
