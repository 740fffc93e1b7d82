//! References to entities in responses.
//!
//! OData JSON Format 4.01, section 14.

use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::error::ResponseError;
use super::from_response::{FromResponse, read_json};

/// A reference to an entity, which a service sends in place of the entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[non_exhaustive]
pub struct Reference {
    /// The id of the entity: a URL, which may be relative to the service root. A path type can
    /// `parse` it, and a relationship can be set to it.
    #[serde(rename = "@odata.id", alias = "@id")]
    pub id: String,
}

impl FromResponse for Reference {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        read_json(status, headers, body)
    }
}
