use graph_model::graph_enum;

#[graph_enum(odata = "microsoft.graph.status")]
pub enum Status {
    #[graph(value = "2")]
    Open,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
