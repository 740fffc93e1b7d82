//! The parts of a document that are written once the endpoint is known: references to entities, and
//! related entities, which may hold references themselves.

use super::document::PatchDocument;
use super::into_property::JsonResult;
use crate::path::{Endpoint, ReferenceTarget};

/// The value of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Binding {
    /// The reference of `name@odata.bind`.
    Single(ReferenceTarget),
    /// The references of `name@odata.bind`.
    Collection(Vec<ReferenceTarget>),
    /// A related entity.
    Entity(Box<PatchDocument>),
    /// Related entities.
    Entities(Vec<PatchDocument>),
}

impl Binding {
    /// Appends the value, with references relative to the service root if the endpoint is not known.
    pub(super) fn write(&self, endpoint: Option<&Endpoint>, json: &mut Vec<u8>) -> JsonResult {
        match self {
            Self::Single(target) => serde_json::to_writer(json, &target.url(endpoint)),
            Self::Collection(targets) => {
                let urls: Vec<String> = targets.iter().map(|target| target.url(endpoint)).collect();
                serde_json::to_writer(json, &urls)
            }
            Self::Entity(document) => document.write(endpoint, json),
            Self::Entities(documents) => {
                json.push(b'[');
                for (position, document) in documents.iter().enumerate() {
                    if position > 0 {
                        json.push(b',');
                    }
                    document.write(endpoint, json)?;
                }
                json.push(b']');
                Ok(())
            }
        }
    }
}
