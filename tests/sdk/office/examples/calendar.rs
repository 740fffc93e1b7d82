//! Calendar: creates a meeting, lists a day in the user's time zone, and accepts an invitation.
//!
//! ```sh
//! cargo run -p office --example calendar
//! ```

use std::error::Error;

use graph_client::Client;
use graph_client::testing::{Reply, Service};
use office::graph_model::path::Address;
use office::{Attendee, DateTimeTimeZone, Event, EventAccept, ME};
use serde_json::json;

async fn calendar(graph: &Client) -> Result<(), Box<dyn Error>> {
    let meeting = Event::new("Tulips", "2026-03-14T09:00:00", "2026-03-14T10:00:00")
        .with(Attendee::required("adele@contoso.com"));
    let events = ME.to(|me| me.events);
    graph.send(Event::create(&meeting).at(&events)).await?;

    let day = Event::list()
        .order_by(|event| event.subject)
        .at(&ME.to(|me| me.calendar_view))
        .query("startDateTime", "2026-03-14T00:00:00Z")
        .query("endDateTime", "2026-03-15T00:00:00Z")
        .prefer("outlook.timezone=\"UTC\"");
    for event in graph.items(day).collect().await? {
        println!("{}", event.subject.as_deref().unwrap_or("(no subject)"));
    }

    let accept = EventAccept::with("Gladly.").at(&events.key("invitation"));
    Ok(graph.send(accept).await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::new();
    service.declare_singleton("/me", "/users/48");
    service.serve::<Event>("/users/48/events");
    service.model::<DateTimeTimeZone>();
    service.model::<Attendee>();
    for (id, day) in [("invitation", 14), ("tomorrow", 15)] {
        let at =
            |hour| json!({ "dateTime": format!("2026-03-{day}T{hour}:00:00"), "timeZone": "UTC" });
        let event = json!({ "id": id, "subject": id, "start": at(12), "end": at(13) });
        service.put("/users/48/events", event);
    }
    service.operation("accept", |call| {
        assert_eq!(
            call.body,
            json!({ "SendResponse": true, "Comment": "Gladly." })
        );
        Reply::empty(202)
    });

    calendar(&service.client()).await?;
    assert_eq!(service.entities("/users/48/events").len(), 3);
    let received = service.take_received();
    assert_eq!(received[1].header("prefer"), "outlook.timezone=\"UTC\"");
    Ok(())
}
