use graph_client::{Error, blocking::Client};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug)]
pub struct Group {
    pub display_name: Option<String>,
}

fn list(client: &Client) -> Result<(), Error> {
    for group in client.items(Group::get().at(&GroupPath { group_id: "4f" })) {
        println!("{:?}", group?.display_name);
    }
    Ok(())
}

fn main() {
    let _ = list;
}
