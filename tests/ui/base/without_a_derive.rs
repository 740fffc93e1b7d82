use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.directoryObject")]
pub struct DirectoryObject {}

#[graph_entity(odata = "microsoft.graph.group", base = DirectoryObject)]
#[derive(Debug)]
pub struct Group {}

fn main() {}
