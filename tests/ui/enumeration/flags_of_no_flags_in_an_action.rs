use graph_model::{Flags, graph_action, graph_enum};

#[graph_enum(odata = "microsoft.graph.status")]
pub enum Status {
    Open,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_action(odata = "microsoft.graph.close")]
pub struct Close {
    pub states: Option<Flags<Status>>,
}

fn main() {}
