use graph_model::graph_enum;

#[graph_enum]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
