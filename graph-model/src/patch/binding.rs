//! The targets that a patch binds a relationship to.

use super::into_property::JsonResult;
use crate::path::{Endpoint, ReferenceTarget};

/// The entity or entities of one `name@odata.bind`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    Single(ReferenceTarget),
    Collection(Vec<ReferenceTarget>),
}

impl Binding {
    /// Appends the URLs, relative to the service root if the endpoint is not known.
    pub(super) fn write(&self, endpoint: Option<&Endpoint>, json: &mut Vec<u8>) -> JsonResult {
        match self {
            Self::Single(target) => serde_json::to_writer(json, &target.url(endpoint)),
            Self::Collection(targets) => {
                let urls: Vec<String> = targets.iter().map(|target| target.url(endpoint)).collect();
                serde_json::to_writer(json, &urls)
            }
        }
    }
}
