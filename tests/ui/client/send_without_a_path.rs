use graph_client::{Error, blocking::Client};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug)]
pub struct Group {
    pub display_name: Option<String>,
}

fn read(client: &Client) -> Result<Group, Error> {
    client.send(Group::get())
}

fn main() {
    let _ = read;
}
