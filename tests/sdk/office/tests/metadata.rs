//! Checks the models against the metadata document that they were generated from.

use std::path::Path;

use graph_csdl::{Generator, Metadata, Slice, assert_conforms};
use office::{
    AttachmentCollectionCreateUploadSession, AttachmentItem, Attendee, AttendeeBase, BaseItem,
    ChangeNotification, ChangeNotificationCollection, DateTimeTimeZone, DirectoryObject,
    DirectoryObjectCheckMemberGroups, Drive, DriveItem, DriveItemCopy, EmailAddress, Event,
    EventAccept, FileAttachment, Folder, Group, ItemBody, ItemReference, MailFolder, Message,
    MessageMove, OutlookItem, Recipient, Subscription, UploadSession, User, UserSendMail,
};

#[test]
fn the_models_are_what_the_tool_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let slice = Slice::from_file(folder.join("graph-csdl.toml")).unwrap();
    let metadata = Metadata::from_files(slice.metadata()).unwrap();
    let out = slice.out().unwrap().to_owned();
    let prepared = Generator::of_slice(&metadata, slice).prepare(&out).unwrap();
    let outdated: Vec<&Path> = prepared.outdated().collect();
    assert_eq!(outdated, [] as [&Path; 0]);
}

#[test]
fn models_conform_to_the_metadata_of_microsoft_graph() {
    let Some(corpus) = std::env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS names no folder with Graph's metadata document");
        return;
    };
    let graph = Metadata::from_file(Path::new(&corpus).join("graph-v1.0.csdl")).unwrap();
    assert_conforms!(graph; partial
        AttachmentCollectionCreateUploadSession, AttachmentItem, Attendee, AttendeeBase, BaseItem, ChangeNotification,
        ChangeNotificationCollection, DateTimeTimeZone, DirectoryObject,
        DirectoryObjectCheckMemberGroups, Drive, DriveItem, DriveItemCopy, EmailAddress, Event,
        EventAccept, FileAttachment, Folder, Group, ItemBody, ItemReference, MailFolder, Message,
        MessageMove, OutlookItem, Recipient, Subscription, UploadSession, User, UserSendMail);
}
