// 5 mistakes.
use graph_model::{graph_complex, graph_enum};

#[graph_complex(odata = "microsoft.graph.physicalAddress")]
#[serde(rename_all = "PascalCase")]
#[serde(deny_unknown_fields)]
pub struct PhysicalAddress {
    #[serde(with = "text")]
    pub city: Option<String>,
    #[serde(flatten)]
    pub more: Option<String>,
}

#[graph_enum(odata = "microsoft.graph.importance")]
pub enum Importance {
    Low,
    High,
    #[serde(other)]
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
