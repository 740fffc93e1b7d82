use graph_model::graph_enum;

#[graph_enum(odata = "contoso.day")]
#[graph(flags)]
pub enum Day {
    Monday,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
