//! Short ways to write values that are several types deep.
//!
//! Nobody generates these: the author of an SDK adds what its users write often.

use crate::{
    AttachmentCollectionCreateUploadSession, AttachmentItem, AttachmentType, Attendee,
    AttendeeBase, AttendeeType, BodyType, DateTimeTimeZone, DirectoryObjectCheckMemberGroups,
    DriveItem, DriveItemCopy, EmailAddress, Event, EventAccept, Folder, ItemBody, Message,
    MessageMove, Recipient, Subscription, User, UserSendMail,
};

impl Recipient {
    /// The recipient with this address.
    #[must_use]
    pub fn new(address: &str) -> Self {
        Self {
            email_address: Some(EmailAddress {
                address: Some(address.to_owned()),
                ..EmailAddress::default()
            }),
        }
    }
}

impl Message {
    /// A message in plain text.
    #[must_use]
    pub fn new(subject: &str, text: &str, to: &[&str]) -> Self {
        let to = to.iter().map(|address| Recipient::new(address).into());
        Self {
            subject: Some(subject.to_owned()),
            body: Some(ItemBody {
                content: Some(text.to_owned()),
                content_type: Some(BodyType::Text),
            }),
            to_recipients: Some(to.collect()),
            ..Self::default()
        }
    }
}

impl MessageMove {
    /// The move to a folder: its id or its well-known name, such as `archive`.
    #[must_use]
    pub fn to(folder: &str) -> Self {
        Self {
            destination_id: Some(folder.to_owned()),
        }
    }
}

impl UserSendMail {
    /// Sends a message without keeping it.
    #[must_use]
    pub fn of(message: Message) -> Self {
        Self {
            message: Some(message),
            save_to_sent_items: Some(false),
        }
    }
}

impl AttachmentItem {
    /// A file of this many bytes.
    #[must_use]
    pub fn file(name: &str, size: usize) -> Self {
        Self {
            attachment_type: Some(AttachmentType::File),
            name: Some(name.to_owned()),
            size: i64::try_from(size).ok(),
        }
    }

    /// The call that opens an upload session for the file.
    #[must_use]
    pub fn upload(self) -> AttachmentCollectionCreateUploadSession {
        AttachmentCollectionCreateUploadSession {
            attachment_item: Some(self),
        }
    }
}

impl User {
    /// A user who can sign in with this name.
    #[must_use]
    pub fn new(display_name: &str, user_principal_name: &str) -> Self {
        Self {
            account_enabled: Some(true),
            display_name: Some(display_name.to_owned()),
            user_principal_name: Some(user_principal_name.to_owned()),
            ..Self::default()
        }
    }
}

impl DirectoryObjectCheckMemberGroups {
    /// Asks which of these groups the object is in.
    #[must_use]
    pub fn of(groups: &[&str]) -> Self {
        let groups = groups.iter().map(|&group| group.to_owned());
        Self {
            group_ids: Some(groups.collect()),
        }
    }
}

impl Event {
    /// An event between two times in UTC, such as `2026-03-14T09:00:00`.
    #[must_use]
    pub fn new(subject: &str, start: &str, end: &str) -> Self {
        let utc = |time: &str| DateTimeTimeZone {
            date_time: Some(time.to_owned()),
            time_zone: Some("UTC".to_owned()),
        };
        Self {
            subject: Some(subject.to_owned()),
            start: Some(utc(start)),
            end: Some(utc(end)),
            ..Self::default()
        }
    }

    /// The same event with one more attendee.
    #[must_use]
    pub fn with(mut self, attendee: Attendee) -> Self {
        self.attendees.get_or_insert_default().push(attendee);
        self
    }
}

impl Attendee {
    /// The attendee with this address, who has to be there.
    #[must_use]
    pub fn required(address: &str) -> Self {
        Self {
            base: AttendeeBase {
                base: Recipient::new(address),
                r#type: Some(AttendeeType::Required),
            },
        }
    }
}

impl EventAccept {
    /// Accepts the event, and tells its organizer so.
    #[must_use]
    pub fn with(comment: &str) -> Self {
        Self {
            send_response: Some(true),
            comment: Some(comment.to_owned()),
        }
    }
}

impl DriveItem {
    /// A folder.
    #[must_use]
    pub fn folder(name: &str) -> Self {
        let mut folder = Self {
            folder: Some(Folder::default()),
            ..Self::default()
        };
        folder.name = Some(name.to_owned());
        folder
    }
}

impl DriveItemCopy {
    /// Copies the item to another name in its folder.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            parent_reference: None,
        }
    }
}

impl Subscription {
    /// A subscription to the changes of a resource, until this time.
    #[must_use]
    pub fn new(resource: &str, change_type: &str, notify: &str, until: &str) -> Self {
        Self {
            resource: Some(resource.to_owned()),
            change_type: Some(change_type.to_owned()),
            notification_url: Some(notify.to_owned()),
            expiration_date_time: Some(until.to_owned()),
            ..Self::default()
        }
    }
}
