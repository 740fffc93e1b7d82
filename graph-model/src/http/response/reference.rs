//! References to entities in responses.
//!
//! OData JSON Format 4.01, section 14.

use std::fmt;

use http::{HeaderMap, StatusCode};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::error::ResponseError;
use super::from_response::{FromResponse, expect_success, read_json};

/// A reference to an entity, which a service sends in place of the entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reference {
    /// The id of the entity: a URL, which may be relative to the service root. A path type can
    /// `parse` it, and a relationship can be set to it.
    pub id: String,
}

#[diagnostic::do_not_recommend]
impl FromResponse for Reference {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        match Option::from_parts(status, headers, body)? {
            Some(reference) => Ok(reference),
            None => Err(ResponseError::NoContent { status }),
        }
    }
}

/// The reference, or `None` if no entity is related (204 No Content; OData Protocol 4.01, section
/// 11.2.8).
#[diagnostic::do_not_recommend]
impl FromResponse for Option<Reference> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        if body.trim_ascii().is_empty() {
            return Ok(None);
        }
        read_json(status, headers, body).map(Some)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReferenceVisitor)
    }
}

struct ReferenceVisitor;

impl<'de> Visitor<'de> for ReferenceVisitor {
    type Value = Reference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entity reference")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reference, A::Error> {
        let mut id = None;
        while let Some(name) = map.next_key::<String>()? {
            // OData 4.01 allows the name without the prefix.
            if name == "@odata.id" || name == "@id" {
                id = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let id = id.ok_or_else(|| A::Error::missing_field("@odata.id"))?;
        Ok(Reference { id })
    }
}
