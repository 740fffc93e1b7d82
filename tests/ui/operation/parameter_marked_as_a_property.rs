use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

#[graph_action(odata = "contoso.renew", on = Group)]
pub struct Renew {
    #[graph(read_only)]
    pub reason: Option<String>,
}

fn main() {}
