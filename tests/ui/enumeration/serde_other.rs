use graph_model::graph_enum;

#[graph_enum(odata = "contoso.day")]
pub enum Day {
    Monday,
    #[graph(other)]
    Unknown(String),
}

fn main() {}
