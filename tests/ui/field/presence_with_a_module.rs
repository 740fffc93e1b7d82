use graph_model::{Presence, graph_entity};

mod text {
    use graph_model::Presence;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(value: &Presence<i64>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Presence<i64>, D::Error> {
        Deserialize::deserialize(deserializer)
    }
}

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(with = text)]
    pub count: Presence<i64>,
}

fn main() {}
