use graph_model::graph_entity;

mod size {
    use serde::Serializer;

    pub fn serialize<S: Serializer>(size: &i32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(*size)
    }
}

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    pub name: Option<String>,
    #[graph(with = size)]
    pub size: i32,
}

fn main() {}
