use graph_model::graph_entity;

fn seven() -> i32 {
    7
}

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(default = seven)]
    pub mail: String,
}

fn main() {}
