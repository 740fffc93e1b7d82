use graph_model::graph_action;

#[graph_action(odata = "microsoft.graph.sendMail", on = "microsoft.graph.user")]
pub struct SendMail {}

fn main() {}
