use graph_model::graph_enum;

#[graph_enum(odata = "contoso.a")]
pub struct Colour {}

fn main() {}
