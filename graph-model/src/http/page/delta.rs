//! Items of a delta query: current entities, and removed ones.
//!
//! OData JSON Format 4.01, sections 15.3 (removed entities), 15.4 (added links) and 15.5 (deleted
//! links); OData JSON Format 4.0, section 14; "Use delta query to track changes" of Microsoft Graph.
//! OData 4.0 marks an item by its context, and OData 4.01 by an annotation.

use std::fmt;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use crate::edm::RawJson;
use crate::json::JsonText;
use crate::wire::UnknownObject;

/// The annotation of a removed entity, in each spelling.
const REMOVED: [&str; 2] = ["@removed", "@odata.removed"];

/// The annotation with the context of an item, in each spelling.
const CONTEXT: [&str; 2] = ["@odata.context", "@context"];

/// An item of a delta query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeltaItem<T> {
    /// An entity that was added or changed. A changed entity may hold only the properties that have
    /// changed.
    Current(T),
    /// An entity that was removed.
    Removed {
        /// Its `id`, or its URL if the service sends that instead.
        id: Option<String>,
        /// The reason for the removal.
        reason: RemovalReason,
        /// The whole item as the service sent it, for example for a key with another name. It can
        /// be parsed as a type that has the key properties.
        entity: UnknownObject,
    },
    /// A relationship between two entities that was added.
    LinkAdded(DeltaLink),
    /// A relationship between two entities that was removed.
    LinkRemoved(DeltaLink),
}

/// The relationship between two entities.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeltaLink {
    /// The URL of the entity that has the relationship.
    pub source: String,
    /// The name of the navigation property.
    pub relationship: String,
    /// The URL of the related entity, or `None` if a relationship to one entity was removed.
    pub target: Option<String>,
}

/// The reason why an entity was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovalReason {
    /// `deleted`: the entity is gone permanently.
    Deleted,
    /// `changed`: the entity no longer matches the query. Graph uses this reason for entities that
    /// can be restored.
    Changed,
    /// Another reason. The string is empty if there is no reason.
    Other(String),
}

impl fmt::Display for RemovalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Deleted => "deleted",
            Self::Changed => "changed",
            Self::Other(reason) => reason,
        })
    }
}

impl From<&str> for RemovalReason {
    fn from(reason: &str) -> Self {
        match reason {
            "deleted" => Self::Deleted,
            "changed" => Self::Changed,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for DeltaItem<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = JsonText::deserialize(deserializer)?;
        // The mark may be anywhere in the object. Few items have one, so most items are read only
        // once.
        let marks = [
            "removed",
            "/$deletedEntity",
            "/$link",
            "/$deletedLink",
            "\\u",
        ];
        if marks.iter().any(|mark| text.as_str().contains(mark)) {
            let object: Option<UnknownObject> = serde_json::from_str(text.as_str()).ok();
            if let Some(item) = object.and_then(Self::marked) {
                return item.map_err(D::Error::custom);
            }
        }
        serde_json::from_str(text.as_str())
            .map(Self::Current)
            .map_err(D::Error::custom)
    }
}

impl<T> DeltaItem<T> {
    /// The item that a mark says it is, if the object has one.
    fn marked(object: UnknownObject) -> Option<Result<Self, &'static str>> {
        if let Some(removed) = first(&object, &REMOVED).filter(|it| it.as_str() != "null") {
            let removed: Option<UnknownObject> = removed.parse().ok();
            let reason = removed.as_ref().and_then(|removed| removed.get("reason"));
            let reason = reason.and_then(|reason| reason.parse().ok());
            return Some(Ok(Self::removed(object, reason)));
        }
        let context: String = first(&object, &CONTEXT)?.parse().ok()?;
        let text = |name: &str| object.get(name)?.parse().ok();
        let link = |is_added: bool| {
            let link = DeltaLink {
                source: text("source")?,
                relationship: text("relationship")?,
                target: text("target"),
            };
            (link.target.is_some() || !is_added).then_some(link)
        };
        let incomplete = "a link lacks its source, relationship or target";
        match context.rsplit('/').next()? {
            "$deletedEntity" => {
                let reason = text("reason");
                Some(Ok(Self::removed(object, reason)))
            }
            "$link" => Some(link(true).map(Self::LinkAdded).ok_or(incomplete)),
            "$deletedLink" => Some(link(false).map(Self::LinkRemoved).ok_or(incomplete)),
            _ => None,
        }
    }

    fn removed(entity: UnknownObject, reason: Option<String>) -> Self {
        let id = first(&entity, &["id", "@id", "@odata.id"]).map(|id| {
            // A key that is a number is as good as its text.
            id.parse().unwrap_or_else(|_| id.as_str().to_owned())
        });
        Self::Removed {
            id: id.filter(|id| id != "null"),
            reason: RemovalReason::from(reason.unwrap_or_default().as_str()),
            entity,
        }
    }
}

/// The value of the first of these members that the object has.
fn first<'o>(object: &'o UnknownObject, names: &[&str]) -> Option<&'o RawJson> {
    names.iter().find_map(|name| object.get(name))
}
