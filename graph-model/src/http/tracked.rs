//! An entity that tracks its changes since it was read.
//!
//! It holds the entity twice, as it was and as it is now, the text that it was read from, and the
//! etag. The difference is a patch, and the etag identifies the version that the patch is based on
//! (OData Protocol 4.01, section 11.4.1.1). The text holds what the model does not know.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::page::Page;
use super::request::RequestBuilder;
use super::response::{FromResponse, ResponseError, Updated, expect_entity, object_text};
use crate::description::control_information::ETAG;
use crate::description::input::ancestor_mut;
use crate::json::{self, JsonText, WriteText};
use crate::patch::Patch;
use crate::path::PathTo;
use crate::wire::original::{Original, merged_object};
use crate::wire::{Entity, EntityType, StructuredType, changes};

/// An entity as it was read, as it is now, and its etag.
///
/// It dereferences to the entity, which you can change like any other value.
///
/// A response, a page or any JSON can be read as a `Tracked` entity. It then keeps the text that it
/// was read from. A service replaces a collection as a whole, so if a collection changed, its other
/// items are sent again as they came, with members that the model does not know.
///
/// ```
/// use graph_model::{Endpoint, Entity, Tracked, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Group {
///     pub display_name: Option<String>,
///     pub description: Option<String>,
/// }
///
/// let text = r#"{"@odata.etag":"W/\"1\"","id":"4f","displayName":"Pilots"}"#;
/// let mut group: Tracked<Group> = serde_json::from_str(text)?;
/// assert!(group.changes().is_none());
///
/// group.description = Some("Those who try it first".into());
/// let request = group.changes().expect("something changed").at(&GroupPath { group_id: "4f" });
/// let request = request.build(&Endpoint::V1_0)?;
/// assert_eq!(request.headers()["if-match"], "W/\"1\"");
/// assert_eq!(
///     request.body(),
///     br##"{"@odata.type":"#microsoft.graph.group","description":"Those who try it first"}"##
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tracked<T> {
    now: T,
    before: T,
    etag: Option<String>,
    /// The text of the entity as it was read.
    text: Option<String>,
}

impl<T: EntityType + Clone> Tracked<T> {
    /// Tracks an entity from now on, with the etag that it holds. The members that its model does
    /// not know have already been lost, so read a [`Tracked`] entity if you can.
    #[must_use]
    pub fn new(entity: T) -> Self {
        let etag = StructuredType::etag(&entity).map(str::to_owned);
        Self::with_etag(entity, etag)
    }

    /// Tracks an entity whose etag was received separately. The entity's own etag is set to it as
    /// well.
    #[must_use]
    pub fn with_etag(mut entity: T, etag: Option<String>) -> Self {
        let etag = etag.filter(|etag| !etag.is_empty());
        if let Some(base) = ancestor_mut::<Entity>(&mut entity) {
            base.etag = etag.as_deref().map(Into::into);
        }
        Self {
            before: entity.clone(),
            now: entity,
            etag,
            text: None,
        }
    }

    /// Tracks an entity that was read from this text.
    fn read_from(text: String, entity: T, etag: Option<String>) -> Self {
        let own = || StructuredType::etag(&entity).map(str::to_owned);
        let etag = etag.or_else(own).or_else(|| etag_in(&text));
        Self {
            text: Some(text),
            ..Self::with_etag(entity, etag)
        }
    }

    /// The JSON of the entity as it is now: the text that it was read from, with the changes.
    fn text_now(&self) -> Option<String> {
        let text = self.text.as_deref()?;
        if self.now.is_same(&self.before) {
            return Some(text.to_owned());
        }
        merged_object(self.now.as_object(), self.before.as_object(), text)
    }

    /// Returns the changes to send, or `None` if nothing changed.
    ///
    /// Only the properties that a client may change are compared. A new value of a read-only
    /// property is not a change.
    #[must_use]
    pub fn changes(&self) -> Option<Changes<T>> {
        let (now, before) = (self.now.as_object(), self.before.as_object());
        let original = self.text.as_deref().and_then(Original::of);
        let patch = T::Patch::from_document(changes(now, before, original.as_ref()));
        (!patch.document().is_empty()).then(|| Changes {
            patch,
            etag: self.etag.clone(),
        })
    }

    /// Applies the result of sending the changes: the entity as the service now has it, or its new
    /// etag.
    ///
    /// Call this before you change the entity further. The service's entity overwrites changes made
    /// in between; without it, they are treated as sent. If the service sends no new etag, the next
    /// changes are sent without `If-Match`, because the service would refuse the old one. Read the
    /// entity again to get an etag.
    pub fn saved(&mut self, updated: Updated<T>) {
        let (entity, etag) = match updated {
            Updated::Entity { entity, etag } => (entity, etag),
            Updated::NoContent { etag } => (self.now.clone(), etag),
        };
        // The response is read without its text, so what the model does not know is taken to be as
        // it was.
        self.now = entity;
        let text = self.text_now();
        *self = Self {
            text,
            ..Self::with_etag(self.now.clone(), etag)
        };
    }

    /// Undoes all changes.
    pub fn reset(&mut self) {
        self.now.clone_from(&self.before);
    }

    /// Returns the entity as it was read.
    #[must_use]
    pub fn before(&self) -> &T {
        &self.before
    }

    /// Returns the etag of the version that was read.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// Returns the entity as it is now.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.now
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.now
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.now
    }
}

#[diagnostic::do_not_recommend]
impl<T: EntityType + Clone> FromResponse for Tracked<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let (entity, etag) = expect_entity::<T>(status, headers, body)?;
        let text = object_text::<T>(body).map(str::to_owned);
        Ok(match text {
            Some(text) => Self::read_from(text, entity, etag),
            None => Self::with_etag(entity, etag),
        })
    }
}

/// Reads an entity of a page, for example, and keeps its text.
impl<'de, T: EntityType + Clone> Deserialize<'de> for Tracked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = JsonText::deserialize(deserializer)?;
        let entity = json::from_text(text.as_str()).map_err(D::Error::custom)?;
        Ok(Self::read_from(text.into_string(), entity, None))
    }
}

/// Writes the text that the entity was read from, with the changes.
impl<T: EntityType + Clone> Serialize for Tracked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text_now() {
            Some(text) => WriteText::new(&text).serialize(serializer),
            None => self.now.serialize(serializer),
        }
    }
}

/// The etag in the text of an entity.
fn etag_in(text: &str) -> Option<String> {
    serde_json::from_str(Original::of(text)?.get(ETAG)?).ok()
}

/// The changes of a [`Tracked`] entity, and the version that they are based on.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "changes do nothing until they are sent"]
pub struct Changes<T: EntityType> {
    patch: T::Patch,
    etag: Option<String>,
}

impl<T: EntityType> Changes<T> {
    /// Returns the request that makes the changes, with `If-Match` if the etag is known. If others
    /// have changed the entity since it was read, the service responds with 412.
    pub fn at<D>(self, path: &impl PathTo<T, D>) -> RequestBuilder<Updated<T>> {
        let request = RequestBuilder::patch(path, self.patch);
        match self.etag {
            Some(etag) => request.if_match(etag),
            None => request,
        }
    }

    /// Returns the patch.
    #[must_use]
    pub fn patch(&self) -> &T::Patch {
        &self.patch
    }

    /// Returns the patch, to be sent without a precondition.
    pub fn into_patch(self) -> T::Patch {
        self.patch
    }
}

impl<T: EntityType + Clone> RequestBuilder<T> {
    /// Reads the entity as a [`Tracked`] entity, which tracks its changes.
    pub fn tracked(self) -> RequestBuilder<Tracked<T>> {
        self.responds_with()
    }
}

impl<T: EntityType + Clone> RequestBuilder<Page<T>> {
    /// Reads the entities of a collection as [`Tracked`] entities, which track their changes.
    pub fn tracked(self) -> RequestBuilder<Page<Tracked<T>>> {
        self.responds_with()
    }
}
