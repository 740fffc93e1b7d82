use graph_model::graph_entity;
use graph_model::query::now;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(edm = DateTimeOffset)]
    pub created_date_time: Option<String>,
}

fn main() {
    let _ = User::list().filter(|user| user.created_date_time.gt(now().sub("P7D")));
}
