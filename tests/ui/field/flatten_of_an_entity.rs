use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.directoryObject")]
pub struct DirectoryObject {}

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(flatten)]
    pub common: DirectoryObject,
}

fn main() {}
