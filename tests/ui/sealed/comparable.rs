#[derive(serde::Serialize, serde::Deserialize)]
pub struct Mine;

impl graph_model::Property for Mine {
    const EDM_TYPE: graph_model::EdmType = graph_model::EdmType::String;
}

impl graph_model::query::Comparable for Mine {}

fn main() {}
