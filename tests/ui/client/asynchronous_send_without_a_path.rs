use graph_client::{Client, Error};
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub display_name: Option<String>,
}

async fn name(client: &Client) -> Result<Option<String>, Error> {
    let user = client.send(User::get()).await?;
    Ok(user.display_name)
}

fn main() {
    let _ = name;
}
