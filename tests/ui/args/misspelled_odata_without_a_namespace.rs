use graph_model::graph_entity;

#[graph_entity(odta = "group")]
pub struct Group {
    pub name: Option<String>,
}

fn main() {}
