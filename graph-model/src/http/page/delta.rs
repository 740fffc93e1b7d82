//! Items of a delta query: current entities, and removed ones.
//!
//! OData JSON Format 4.01, section 15.3 (removed entities); "Use delta query to track changes" of Microsoft Graph.

use std::fmt;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use crate::edm::RawJson;
use crate::json::JsonText;
use crate::wire::UnknownObject;

const REMOVED: &str = "@removed";

/// An item of a delta query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeltaItem<T> {
    /// An entity that was added or changed. A changed entity may hold only the properties that have
    /// changed.
    Current(T),
    /// An entity that was removed.
    Removed {
        /// Its `id`, or its URL where the service sends that instead.
        id: Option<String>,
        /// The reason for the removal.
        reason: RemovalReason,
    },
}

/// The reason that an entity was removed.
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
        // `@removed` may be anywhere in the object. Few items have it, so most items are read only
        // once.
        if text.as_str().contains("removed") {
            let object: UnknownObject =
                serde_json::from_str(text.as_str()).map_err(D::Error::custom)?;
            if let Some(removed) = object.get(REMOVED) {
                return Ok(Self::removed(&object, removed));
            }
        }
        serde_json::from_str(text.as_str())
            .map(Self::Current)
            .map_err(D::Error::custom)
    }
}

impl<T> DeltaItem<T> {
    fn removed(object: &UnknownObject, removed: &RawJson) -> Self {
        let names = ["id", "@id", "@odata.id"];
        let id = names
            .into_iter()
            .find_map(|name| object.get(name)?.parse().ok());
        let removed: Option<UnknownObject> = removed.parse().ok();
        let reason: Option<String> =
            removed.and_then(|removed| removed.get("reason")?.parse().ok());
        let reason = RemovalReason::from(reason.unwrap_or_default().as_str());
        Self::Removed { id, reason }
    }
}
