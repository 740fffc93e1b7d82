use graph_model::graph_entity;

mod marked {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("T{number}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        i64::deserialize(deserializer)
    }
}

#[graph_entity(odata = "contoso.task", path = "/tasks/{taskId}")]
pub struct Task {
    #[graph(with = marked)]
    pub due: i64,
}

fn main() {
    let _ = Task::list().order_by(|task| task.due);
    let _ = Task::list().filter(|task| task.due.eq(5));
}
