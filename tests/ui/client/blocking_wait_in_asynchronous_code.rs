use std::time::Duration;

use graph_client::{Client, WaitError, Waiting};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Debug)]
pub struct Group {
    pub display_name: Option<String>,
}

async fn renamed(client: &Client) -> Result<Group, WaitError> {
    let waiting = Waiting::new(std::thread::sleep).every(Duration::from_secs(1));
    let group = Group::get().at(&GroupPath { group_id: "4f" });
    client.until(group, |group| group.display_name.is_some(), &waiting).await
}

fn main() {
    let _ = renamed;
}
