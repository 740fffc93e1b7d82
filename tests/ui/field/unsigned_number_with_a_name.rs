use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.driveItem")]
pub struct DriveItem {
    #[graph(name = "size")]
    pub bytes: Option<u64>,
}

fn main() {}
