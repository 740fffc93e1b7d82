use graph_model::graph_enum;

#[graph_enum(odata = "contoso.day")]
pub enum Day {
    Monday,
    #[graph(unknown)]
    Unknown(u32),
}

fn main() {}
