//! Webhooks: subscribes to new messages, renews the subscription, and reads a notification.
//!
//! ```sh
//! cargo run -p office --example webhooks
//! ```

use std::error::Error;

use graph_client::Client;
use graph_client::testing::Service;
use office::{ChangeNotificationCollection, SUBSCRIPTIONS, Subscription};
use serde_json::json;

async fn webhooks(graph: &Client, body: &[u8]) -> Result<(), Box<dyn Error>> {
    let (url, until) = ("https://contoso.com/notify", "2026-03-14T09:00:00Z");
    let new_mail = Subscription::new("me/messages", "created", url, until);
    let create = Subscription::create(&new_mail)
        .at(&SUBSCRIPTIONS)
        .responds_with();
    let path = SUBSCRIPTIONS.entity::<Subscription, _>(&graph.send(create).await?);

    let notifications: ChangeNotificationCollection = serde_json::from_slice(body)?;
    for notification in notifications.value.unwrap_or_default() {
        println!("{}", notification.resource.unwrap_or_default());
    }

    let renew = Subscription::patch().expiration_date_time("2026-03-17T09:00:00Z");
    graph.send(renew.at(&path)).await?;
    Ok(graph.send(Subscription::delete(&path)).await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::new();
    service.serve::<Subscription>("/subscriptions");
    let notification = json!({ "value": [{
        "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07", "clientState": "secret",
        "changeType": "created", "resource": "Users/48/Messages/AAMk1",
        "resourceData": { "@odata.type": "#Microsoft.Graph.Message", "id": "AAMk1" },
    }] });

    webhooks(&service.client(), notification.to_string().as_bytes()).await?;
    let received = service.take_received();
    let methods: Vec<_> = received
        .iter()
        .map(|request| request.method.as_str())
        .collect();
    assert_eq!(methods, ["POST", "PATCH", "DELETE"]);
    assert!(service.entities("/subscriptions").is_empty());
    Ok(())
}
