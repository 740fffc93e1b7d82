use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.driveItem")]
pub struct DriveItem {
    pub size: Option<u64>,
}

fn main() {}
