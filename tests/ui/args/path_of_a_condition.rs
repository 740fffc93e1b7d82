use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = if BETA { "/teams/{teamId}" } else { "/groups/{groupId}" })]
pub struct Group {
    pub name: Option<String>,
}

fn main() {}
