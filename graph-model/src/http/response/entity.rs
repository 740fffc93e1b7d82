//! Responses that hold one entity, or none.
//!
//! OData Protocol 4.01, sections 11.4.2 (create), 11.4.3 (update) and 11.4.4 (upsert).

use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use super::envelope::Envelope;
use super::error::{BodyError, ResponseError};
use super::from_response::{FromResponse, etag, expect_success, header};
use crate::json;
use crate::wire::Representation;

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
    /// No entity (204 No Content, or another success without a body). The update was made.
    NoContent {
        /// The new etag, if the service sent one.
        etag: Option<String>,
    },
}

impl<T> Updated<T> {
    /// The entity, if the service sent one.
    #[must_use]
    pub fn into_entity(self) -> Option<T> {
        match self {
            Self::Entity { entity, .. } => Some(entity),
            Self::NoContent { .. } => None,
        }
    }

    /// The new etag, for the `If-Match` of the next request.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        match self {
            Self::Entity { etag, .. } | Self::NoContent { etag } => etag.as_deref(),
        }
    }
}

impl<T: Representation> FromResponse for Updated<T> {
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
        let (entity, own_etag) = read_entity(body).map_err(|source| ResponseError::Body {
            status,
            source: BodyError::new(source),
        })?;
        let etag = etag.or(own_etag);
        Ok(Self::Entity { entity, etag })
    }
}

/// Reads the entity in a body, and its etag.
fn read_entity<T: Representation>(body: &[u8]) -> Result<(T, Option<String>), serde_json::Error> {
    let envelope = if T::declares("value") {
        None
    } else {
        Envelope::of(body)
    };
    let Some(Envelope { value, etag }) = envelope else {
        let entity: T = json::from_bytes(body)?;
        let etag = entity.etag().map(str::to_owned);
        return Ok((entity, etag));
    };
    if value.get().starts_with('[') {
        return Err(serde::de::Error::custom(
            "`value` holds a collection, and one entity is expected",
        ));
    }
    let entity: T = serde_json::from_str(value.get())?;
    let etag = entity.etag().map(str::to_owned).or(etag);
    Ok((entity, etag))
}

/// The entity, which the service must have sent.
impl<T: Representation> FromResponse for T {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_entity(status, headers, body).map(|(entity, _)| entity)
    }
}

/// The entity of a response and its etag, or an error if there is no entity.
pub(crate) fn expect_entity<T: Representation>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(T, Option<String>), ResponseError> {
    match Updated::from_parts(status, headers, body)? {
        Updated::Entity { entity, etag } => Ok((entity, etag)),
        Updated::NoContent { .. } => Err(ResponseError::NoContent { status }),
    }
}

/// The entity, or `None` if the response has no body (204 No Content).
impl<T: Representation> FromResponse for Option<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        Updated::from_parts(status, headers, body).map(Updated::into_entity)
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
    /// The entity, if the service sent one.
    #[must_use]
    pub fn into_entity(self) -> Option<T> {
        self.entity
    }
}

impl<T: Representation> FromResponse for Created<T> {
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

impl<T: Representation> FromResponse for Upserted<T> {
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
