//! Writes entities, one line of JSON for each, for the readers of others.

use office::graph_model::Endpoint;
use office::{Attendee, DriveItem, Event, ME, Message, Subscription, User};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let message = Message::new("The film", "Here \"it\" is.\n", &["adele@contoso.com"]);
    let meeting = Event::new("Tulips", "2026-03-14T09:00:00", "2026-03-14T10:00:00")
        .with(Attendee::required("adele@contoso.com"));
    let user = User::new("Adele Vance", "adele@contoso.com");
    let folder = DriveItem::folder("Flowers");
    let url = "https://contoso.com/notify";
    let subscription = Subscription::new("me/messages", "created", url, "2026-03-14T09:00:00Z");
    print("message", &serde_json::to_value(message)?);
    print("event", &serde_json::to_value(meeting)?);
    print("user", &serde_json::to_value(user)?);
    print("driveItem", &serde_json::to_value(folder)?);
    print("subscription", &serde_json::to_value(subscription)?);
    // A patch, with a property that is set to null.
    let patch = User::patch()
        .display_name("Adele")
        .clear_mail_nickname()
        .at(&ME);
    let request = patch.build(&Endpoint::V1_0)?;
    print("user", &serde_json::from_slice(request.body())?);
    Ok(())
}

fn print(ty: &str, written: &Value) {
    println!("{}", json!({ "type": ty, "written": written }));
}
