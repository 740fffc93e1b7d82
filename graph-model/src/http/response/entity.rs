//! Responses that hold one entity, or none.
//!
//! OData Protocol 4.01, sections 11.4.2 (create), 11.4.3 (update) and 11.4.4 (upsert).

use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use super::error::ResponseError;
use super::from_response::{FromResponse, etag, expect_success, header};
use super::value::read_value;
use crate::description::Modelled;
use crate::edm::Property;

/// The response to an update: services send the updated entity, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Updated<T> {
    /// The updated entity (200 OK, or 201 Created).
    Entity {
        /// The entity.
        entity: T,
        /// Its etag, from the header or from the entity.
        etag: Option<String>,
    },
    /// No entity (204 No Content, or another success without a body). The update succeeded.
    NoContent {
        /// The new etag, if the service sent one.
        etag: Option<String>,
    },
}

impl<T> Updated<T> {
    /// Returns the entity, if the service sent one.
    #[must_use]
    pub fn into_entity(self) -> Option<T> {
        match self {
            Self::Entity { entity, .. } => Some(entity),
            Self::NoContent { .. } => None,
        }
    }

    /// Returns the new etag, for the `If-Match` of the next request.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        match self {
            Self::Entity { etag, .. } | Self::NoContent { etag } => etag.as_deref(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Property + Modelled> FromResponse for Updated<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        let etag = etag(headers);
        if body.trim_ascii().is_empty() {
            return Ok(Self::NoContent { etag });
        }
        Ok(match read_value(status, headers, body)? {
            Some((entity, own_etag)) => Self::Entity {
                entity,
                etag: etag.or(own_etag),
            },
            None => Self::NoContent { etag },
        })
    }
}

/// The entity of a response and its etag, or an error if there is no entity.
pub(crate) fn expect_entity<T: Property + Modelled>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(T, Option<String>), ResponseError> {
    match Updated::from_parts(status, headers, body)? {
        Updated::Entity { entity, etag } => Ok((entity, etag)),
        Updated::NoContent { .. } => Err(ResponseError::NoContent { status }),
    }
}

/// The response to the creation of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Created<T> {
    /// The new entity (201 Created). `None` if the service sent nothing (204 No Content), or has only accepted the request
    /// (202 Accepted).
    pub entity: Option<T>,
    /// Its etag, from the header or from the entity.
    pub etag: Option<String>,
    /// The URL of the entity, which a path type can `parse`, or the URL that reports the progress
    /// of its creation.
    pub location: Option<String>,
}

impl<T> Created<T> {
    /// Returns the entity, if the service sent one.
    #[must_use]
    pub fn into_entity(self) -> Option<T> {
        self.entity
    }
}

#[diagnostic::do_not_recommend]
impl<T: Property + Modelled> FromResponse for Created<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let (entity, etag) = match Updated::from_parts(status, headers, body)? {
            Updated::Entity { entity, etag } => (Some(entity), etag),
            Updated::NoContent { etag } => (None, etag),
        };
        Ok(Self {
            entity,
            etag,
            // OData Protocol 4.01, sections 8.3.3 (Location) and 8.3.4 (OData-EntityId).
            location: header(headers, LOCATION.as_str())
                .or_else(|| header(headers, "odata-entityid")),
        })
    }
}

/// The response to an update that may have created the entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upserted<T> {
    /// The entity did not exist and was created (201 Created).
    Created(Created<T>),
    /// The entity existed and was updated.
    Updated(Updated<T>),
}

#[diagnostic::do_not_recommend]
impl<T: Property + Modelled> FromResponse for Upserted<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        if status == StatusCode::CREATED {
            Created::from_parts(status, headers, body).map(Self::Created)
        } else {
            Updated::from_parts(status, headers, body).map(Self::Updated)
        }
    }
}
