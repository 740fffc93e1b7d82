use graph_model::{Property, graph_enum};

#[graph_enum(odata = "microsoft.graph.importance")]
#[derive(Clone, Debug, PartialEq)]
pub enum Importance {
    Low
    High,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {
    let _ = Importance::EDM_TYPE;
}
