use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub mails: Vec<String>,
}

fn main() {
    let _ = User::patch().mails("a@b");
}
