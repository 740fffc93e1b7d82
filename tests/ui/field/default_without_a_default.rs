use graph_model::graph_entity;

pub struct Size(i32);

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(default, with = size)]
    pub size: Size,
}

mod size {
    use serde::{Deserializer, Serializer};

    use super::Size;

    pub fn serialize<S: Serializer>(size: &Size, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(size.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(_: D) -> Result<Size, D::Error> {
        Ok(Size(0))
    }
}

fn main() {}
