use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

pub struct Reason;

#[graph_action(odata = "contoso.renew", on = Group)]
pub struct Renew {
    pub reason: Reason,
}

fn main() {}
