use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.directoryObject")]
struct DirectoryObject {}

#[graph_entity(odata = "microsoft.graph.group", base = DirectoryObject)]
pub struct Group {
    pub display_name: Option<String>,
}

fn main() {}
