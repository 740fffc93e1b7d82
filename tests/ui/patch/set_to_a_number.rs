use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.task")]
pub struct Task {
    pub title: Option<String>,
}

fn main() {
    let _ = Task::patch().set(|task| task.title, 5);
}
