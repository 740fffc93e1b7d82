use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(read_only)]
    pub mail: Option<String>,
}

fn main() {
    let _ = User::patch().set(|user| user.mail, "adele@contoso.com");
}
