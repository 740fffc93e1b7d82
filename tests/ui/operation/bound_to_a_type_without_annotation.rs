use graph_model::graph_action;

pub struct Group {}

#[graph_action(odata = "contoso.renew", on = Group)]
pub struct Renew;

fn main() {}
