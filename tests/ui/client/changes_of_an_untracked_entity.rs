use graph_client::{Error, blocking::Client};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug)]
pub struct Group {
    pub display_name: Option<String>,
}

fn rename(client: &Client) -> Result<(), Error> {
    let path = GroupPath { group_id: "4f" };
    let mut group = client.send(Group::get().at(&path))?;
    group.display_name = Some("Pilots".into());
    client.save(&mut group, &path)?;
    Ok(())
}

fn main() {
    let _ = rename;
}
