// 2 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.driveItem")]
pub struct DriveItem {
    pub sizes: Vec<usize>,
    pub letter: char,
}

fn main() {}
