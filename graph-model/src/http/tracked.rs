//! An entity that knows what was changed of it since it was read.
//!
//! It is the entity twice, as it was and as it is, and the etag between them: the difference is a patch, and the etag
//! says which version the patch is based on (OData Protocol 4.01, section 11.4.1.1).

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use super::request::RequestBuilder;
use super::response::{FromResponse, ResponseError, Updated, expect_entity};
use crate::patch::Patch;
use crate::path::PathTo;
use crate::wire::{Entity, EntityType, Representation, StructuredType};

/// An entity as it was read, as it is now, and its etag.
///
/// It dereferences to the entity, which is changed as any other value.
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
/// let mut group: Tracked<Group> = Tracked::new(serde_json::from_str(text)?);
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
}

impl<T: EntityType + Representation + Clone> Tracked<T> {
    /// Tracks an entity from here on. Its etag is the one that came with it.
    #[must_use]
    pub fn new(entity: T) -> Self {
        let etag = Representation::etag(&entity).map(str::to_owned);
        Self::with_etag(entity, etag)
    }

    /// Tracks an entity whose etag came by other ways. It becomes that of the entity as well.
    #[must_use]
    pub fn with_etag(mut entity: T, etag: Option<String>) -> Self {
        let etag = etag.filter(|etag| !etag.is_empty());
        if let Some(base) = entity.ancestor_mut::<Entity>() {
            base.etag.clone_from(&etag);
        }
        Self {
            before: entity.clone(),
            now: entity,
            etag,
        }
    }

    /// What is to be sent, or `None` where nothing changed.
    ///
    /// Only what a client may change is looked at: a read-only property that was assigned another value is no change.
    #[must_use]
    pub fn changes(&self) -> Option<Changes<T>> {
        let patch = StructuredType::changes_since(&self.now, &self.before);
        (!patch.document().is_empty()).then(|| Changes {
            patch,
            etag: self.etag.clone(),
        })
    }

    /// Takes over what came of sending the changes: the entity as the service has it now, or else its new etag.
    ///
    /// Do so before the entity is changed further: what is changed in between is overwritten by the service's entity, or else
    /// taken for sent. Where the service tells no new etag, the next changes go without `If-Match`, as the old one is
    /// sure to be refused; read the entity anew to have one.
    pub fn saved(&mut self, updated: Updated<T>) {
        *self = match updated {
            Updated::Entity { entity, etag } => Self::with_etag(entity, etag),
            Updated::NoContent { etag } => Self::with_etag(self.now.clone(), etag),
        };
    }

    /// Undoes all changes.
    pub fn reset(&mut self) {
        self.now.clone_from(&self.before);
    }

    /// The entity as it was read.
    #[must_use]
    pub fn before(&self) -> &T {
        &self.before
    }

    /// The version that was read.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// The entity as it is now.
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

impl<T: EntityType + Representation + Clone> FromResponse for Tracked<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let (entity, etag) = expect_entity(status, headers, body)?;
        Ok(Self::with_etag(entity, etag))
    }
}

/// What changed of a [`Tracked`] entity, and the version the changes are based on.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "changes do nothing until they are sent"]
pub struct Changes<T: EntityType> {
    patch: T::Patch,
    etag: Option<String>,
}

impl<T: EntityType> Changes<T> {
    /// The request that makes the changes, with `If-Match` where the etag is known: should the entity have been changed by
    /// others since it was read, the service responds with 412.
    pub fn at(self, path: &impl PathTo<T>) -> RequestBuilder<Updated<T>> {
        let request = RequestBuilder::patch(path, self.patch);
        match self.etag {
            Some(etag) => request.if_match(etag),
            None => request,
        }
    }

    /// The patch.
    #[must_use]
    pub fn patch(&self) -> &T::Patch {
        &self.patch
    }

    /// The patch, to be sent without a precondition.
    pub fn into_patch(self) -> T::Patch {
        self.patch
    }
}

impl<T: EntityType + Representation + Clone> RequestBuilder<T> {
    /// Reads the entity as a [`Tracked`] one, which knows later what was changed of it.
    pub fn tracked(self) -> RequestBuilder<Tracked<T>> {
        self.responds_with()
    }
}
