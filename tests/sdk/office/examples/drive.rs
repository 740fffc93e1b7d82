//! Files: creates a folder, uploads a small and a large file, downloads one, and copies the other.
//!
//! ```sh
//! cargo run -p office --example drive
//! ```

use std::error::Error;
use std::time::Duration;

use graph_client::testing::{Fault, Service};
use graph_client::{Client, Waiting};
use office::graph_model::http::Completion;
use office::graph_model::path::Address;
use office::{DriveItem, DriveItemCopy, DriveItemCreateUploadSession, ME};

async fn drive(graph: &Client, film: &[u8]) -> Result<(), Box<dyn Error>> {
    let root = ME.to(|me| me.drive).to(|drive| drive.root);
    let folder = DriveItem::create(&DriveItem::folder("Flowers"))
        .annotate("@microsoft.graph.conflictBehavior", "rename")
        .at(&root.to(|item| item.children));
    graph.send(folder).await?;

    let notes = root.at_file_path("Flowers/notes & more.txt");
    let notes = notes.stream(|item| item.content);
    graph.send(notes.upload("text/plain", "Tulips")).await?;
    println!("{}", graph.download(notes.download()).await?.text()?);

    let waiting = Waiting::new(tokio::time::sleep).every(Duration::from_millis(1));
    let file = root.at_file_path("Flowers/tulips.mp4");
    let session = DriveItemCreateUploadSession.at(&file);
    let size = film.len() as u64;
    let item: DriveItem = graph.upload(session, size, film, &waiting).await?;
    println!("{} bytes", item.size.unwrap_or_default());

    let copy = DriveItemCopy::named("roses.mp4").at(&file).prefer_async();
    if let Completion::Accepted(copy) = graph.send(copy).await? {
        let progress = graph.complete(&copy, &waiting).await?;
        println!("copied to {}", progress.resource_id.unwrap_or_default());
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = Service::new();
    service.long_running("copy", 1, "item-9");
    // The connection breaks while the film is on its way.
    service.fail_at(5, Fault::BrokenRequest);
    let film: Vec<u8> = (0..10_000_000_u32)
        .map(|number| number.to_le_bytes()[1])
        .collect();

    drive(&service.client(), &film).await?;
    assert_eq!(
        service
            .stream("/me/drive/root:/Flowers/notes & more.txt")
            .unwrap(),
        b"Tulips"
    );
    assert!(
        service
            .stream("/me/drive/root:/Flowers/tulips.mp4")
            .unwrap()
            == film
    );
    Ok(())
}
