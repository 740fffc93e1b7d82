//! Users and groups: creates both, changes members and managers by reference, counts, and asks which
//! groups a user is in.
//!
//! ```sh
//! cargo run -p office --example users_and_groups
//! ```

use std::error::Error;

use graph_client::Client;
use graph_client::testing::{Reply, Service};
use office::graph_model::path::Address;
use office::{DirectoryObjectCheckMemberGroups, GROUPS, Group, USERS, User};
use serde_json::json;

async fn users_and_groups(graph: &Client) -> Result<(), Box<dyn Error>> {
    let adele = User::new("Adele Vance", "adele@contoso.com");
    let adele: User = graph
        .send(User::create(&adele).at(&USERS).responds_with())
        .await?;
    let adele = USERS.entity(&adele);

    let pilots = GROUPS.key("pilots");
    let members = pilots.to(|group| group.members);
    let manager = adele.to(|user| user.manager);
    graph.send(members.add(&adele)).await?;
    graph.send(manager.set(&USERS.key("boss"))).await?;

    let count = User::list().count_at(&members).eventual_consistency();
    println!("{} pilots", graph.send(count).await?.0);
    for user in graph.items(User::list().at(&members)).collect().await? {
        println!("  {}", user.display_name.as_deref().unwrap_or("(no name)"));
    }

    let check = DirectoryObjectCheckMemberGroups::of(&["pilots", "staff"]);
    let groups = graph.send(check.at(&adele)).await?;
    println!("Adele is in {}", groups.value.join(" and "));

    graph.send(members.remove("boss")).await?;
    graph.send(manager.unset()).await?;
    graph
        .send(Group::patch().display_name("Test pilots").at(&pilots))
        .await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::new();
    service.serve::<User>("/users");
    service.serve::<Group>("/groups");
    let boss =
        json!({ "@odata.type": "#microsoft.graph.user", "id": "boss", "displayName": "The boss" });
    service.put("/users", boss);
    service.put(
        "/groups",
        json!({ "id": "pilots", "displayName": "Pilots" }),
    );
    service.refer("/groups/pilots/members", "/users", "boss");
    service.operation("checkMemberGroups", |call| {
        assert_eq!(call.body, json!({ "groupIds": ["pilots", "staff"] }));
        Reply::json(200, json!({ "value": ["pilots"] }))
    });

    users_and_groups(&service.client()).await?;
    assert_eq!(service.entities("/groups")[0]["displayName"], "Test pilots");
    // The references are gone, and the users are still there.
    assert_eq!(service.entities("/users").len(), 2);
    Ok(())
}
