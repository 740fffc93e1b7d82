// 6 mistakes.
use graph_model::{graph_entity, graph_function};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(edm = Int64)]
    pub quota: Option<String>,
    #[graph(edm = DateTime)]
    pub created: Option<String>,
    #[graph(edm = Guid)]
    pub age: Option<i32>,
    #[graph(edm)]
    pub birthday: Option<String>,
    #[graph(edm = "Date")]
    pub hired: Option<String>,
}

#[graph_function(odata = "microsoft.graph.since", on = User, returns = bool)]
pub struct Since {
    #[graph(edm = TimeOfDay)]
    pub age: i32,
}

fn main() {}
