use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

pub struct Receipt;

#[graph_action(odata = "contoso.renew", on = Group, returns = Receipt)]
pub struct Renew;

fn main() {}
