use graph_model::graph_entity;

#[graph_entity(odata = "contoso.task", base = none, path = "/tasks/{taskId}")]
pub struct Task {
    #[graph(key)]
    pub list_id: i32,
    #[graph(key)]
    pub task_id: i32,
}

fn main() {}
