use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub union User {
    pub a: u32,
    pub b: f32,
}

fn main() {}
