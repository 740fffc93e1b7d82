use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Default)]
pub struct User {
    #[graph(navigation)]
    pub direct_reports: Vec<User>,
}

fn main() {
    let _ = User::patch().with_related(|user| user.direct_reports, &User::default());
}
