//! Mail: reads the unread messages, downloads an attachment, sends a message with a large one, and
//! tidies up.
//!
//! ```sh
//! cargo run -p office --example mail
//! ```

use std::error::Error;

use graph_client::testing::{Reply, Service};
use graph_client::{Client, Waiting};
use office::graph_model::path::Address;
use office::{AttachmentItem, FileAttachment, ME, Message, MessageMove, UserSendMail};
use serde_json::json;

async fn mail(graph: &Client, film: &[u8]) -> Result<(), Box<dyn Error>> {
    let inbox = ME.to(|me| me.mail_folders).key("inbox");
    let inbox = inbox.to(|folder| folder.messages);
    let unread = Message::list()
        .filter(|message| message.is_read.eq(false))
        .order_by(|message| message.received_date_time.descending())
        .at(&inbox);
    for message in graph.items(unread).collect().await? {
        println!("{}", message.subject.as_deref().unwrap_or("(no subject)"));
        let path = inbox.entity(&message);
        let files = path.to(|message| message.attachments);
        for file in graph
            .items(FileAttachment::list().at(&files))
            .collect()
            .await?
        {
            let media = files.entity(&file).cast::<FileAttachment>().media();
            let content = graph.download(media.download()).await?;
            println!("  {} bytes", content.bytes.len());
        }
        graph.send(Message::patch().is_read(true).at(&path)).await?;
        graph.send(MessageMove::to("archive").at(&path)).await?;
    }

    let message = Message::new("The film", "Here it is.", &["adele@contoso.com"]);
    let drafts = ME.to(|me| me.messages);
    let draft = Message::create(&message).at(&drafts).responds_with();
    let draft: Message = graph.send(draft).await?;
    let files = drafts.entity(&draft).to(|message| message.attachments);
    let session = AttachmentItem::file("tulips.mp4", film.len())
        .upload()
        .at(&files);
    let waiting = Waiting::new(tokio::time::sleep);
    let size = film.len() as u64;
    graph.upload::<(), _>(session, size, film, &waiting).await?;

    let short = Message::new("The film, in short", "Tulips.", &["adele@contoso.com"]);
    Ok(graph.send(UserSendMail::of(short).at(&ME)).await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::new();
    service.declare_singleton("/me", "/users/48");
    let inbox = "/users/48/mailFolders/inbox/messages";
    service.put(
        inbox,
        json!({
            "id": "AAMk1", "subject": "Tulips", "isRead": false, "hasAttachments": true,
            "receivedDateTime": "2026-03-14T09:00:00Z",
        }),
    );
    service.put(
        inbox,
        json!({ "id": "AAMk2", "subject": "Old news", "isRead": true }),
    );
    service.put(&format!("{inbox}/AAMk1/attachments"), json!({
        "@odata.type": "#microsoft.graph.fileAttachment", "id": "f1", "name": "tulips.jpg", "size": 3,
    }));
    let media =
        "/me/mailFolders/inbox/messages/AAMk1/attachments/f1/microsoft.graph.fileAttachment/$value";
    service.put_stream(media, "image/jpeg", [0xFF, 0xD8, 0xFF]);
    service.operation("move", |_| Reply::json(201, json!({ "id": "AAMk3" })));
    service.operation("sendMail", |call| {
        assert_eq!(call.body["Message"]["subject"], "The film, in short");
        Reply::empty(202)
    });

    mail(&service.client(), &vec![7; 4_000_000]).await?;
    assert_eq!(service.entities(inbox)[0]["isRead"], true);
    assert_eq!(
        service.entities("/users/48/messages")[0]["subject"],
        "The film"
    );
    Ok(())
}
