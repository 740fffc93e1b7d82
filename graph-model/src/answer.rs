//! What the answer to a request is read as: one trait, and the answers that are no update.
//!
//! OData Protocol 4.01, sections 9.1 (success) and 11.4. A request names its answer as a type, so that whoever sends it (one
//! function, a batch, an iterator over pages) can read what came back without being told again.

use std::fmt;
use std::marker::PhantomData;

use http::header::{ETAG, LOCATION};
use http::{HeaderMap, Response, StatusCode};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::property::{Property, ReadProperty};
use crate::representation::Representation;
use crate::response::{self, ResponseError, Updated};
use crate::service_error::ServiceError;

/// What a response can be read as: an entity, a [`Page`](crate::Page), [`Updated`], [`Created`], `()` for nothing, `Option` for
/// an entity that may not be there, and more.
#[diagnostic::on_unimplemented(
    message = "the answer to a request cannot be read as `{Self}`",
    label = "no answer",
    note = "an entity or complex type is one where it is annotated; a single value is a `Value<{Self}>`, a collection a `Page<{Self}>`"
)]
pub trait Answer: Sized {
    /// Reads the answer of this status, with these headers and this body. [`read_answer`] does so for a whole response.
    ///
    /// # Errors
    ///
    /// [`ResponseError::Service`] when the status is no success, another one when it is and the body is none of this type.
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError>;
}

/// Reads the response to a request whose answer is an `A`, for those who send requests by other means than
/// [`RequestBuilder::send`](crate::RequestBuilder::send).
///
/// ```
/// use graph_model::{Page, graph_entity, read_answer};
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// let response = http::Response::new(r#"{"value":[{"id":"4f","displayName":"Pilots"}]}"#);
/// let page: Page<Group> = read_answer(response)?;
/// assert_eq!(page.value[0].display_name.as_deref(), Some("Pilots"));
/// # Ok::<(), graph_model::ResponseError>(())
/// ```
///
/// # Errors
///
/// Those of [`Answer::from_answer`].
pub fn read_answer<A: Answer>(response: Response<impl AsRef<[u8]>>) -> Result<A, ResponseError> {
    let (head, body) = response.into_parts();
    A::from_answer(head.status, &head.headers, without_mark(body.as_ref()))
}

/// A body without the byte order mark that some gateways put before the JSON.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// The status of a success, or the service's error.
pub(crate) fn expect_success(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), ResponseError> {
    if status.is_success() {
        return Ok(());
    }
    let error = ServiceError::read(status, headers, body);
    Err(ResponseError::Service(Box::new(error)))
}

/// Reads the body of a success as JSON.
pub(crate) fn read_json<T: for<'de> Deserialize<'de>>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<T, ResponseError> {
    expect_success(status, headers, body)?;
    serde_json::from_slice(body).map_err(|source| ResponseError::Body { status, source })
}

/// The entity, which must be there.
impl<T: Representation> Answer for T {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_entity(status, headers, body).map(|(entity, _)| entity)
    }
}

/// The entity of an answer and its etag, or an error where there is no entity.
pub(crate) fn expect_entity<T: Representation>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(T, Option<String>), ResponseError> {
    match Updated::from_answer(status, headers, body)? {
        Updated::Entity { entity, etag } => Ok((entity, etag)),
        Updated::NoContent { .. } => Err(ResponseError::NoContent { status }),
    }
}

/// The entity, or nothing where the answer has no body (204 No Content).
impl<T: Representation> Answer for Option<T> {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        Updated::from_answer(status, headers, body).map(Updated::entity)
    }
}

/// No more than that it is done. A body is passed over.
impl Answer for () {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)
    }
}

impl<T: Representation> Answer for Updated<T> {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        response::read(status, headers, body)
    }
}

/// What came of creating an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created<T> {
    /// The new entity (201 Created).
    Entity {
        /// The entity.
        entity: T,
        /// Its etag, from the header or from the entity.
        etag: Option<String>,
        /// Its URL, where the service sent it.
        location: Option<String>,
    },
    /// No entity (204 No Content, or 202 Accepted where it takes its time).
    NoContent {
        /// The etag, where the service sent one.
        etag: Option<String>,
        /// The URL of the entity, or of what tells how far it is.
        location: Option<String>,
    },
}

impl<T> Created<T> {
    /// The entity, where there is one.
    #[must_use]
    pub fn entity(self) -> Option<T> {
        match self {
            Self::Entity { entity, .. } => Some(entity),
            Self::NoContent { .. } => None,
        }
    }

    /// The URL of the new entity, which a path type can `parse`.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        match self {
            Self::Entity { location, .. } | Self::NoContent { location, .. } => location.as_deref(),
        }
    }
}

impl<T: Representation> Answer for Created<T> {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        // OData Protocol 4.01, sections 8.3.3 (Location) and 8.3.4 (OData-EntityId).
        let location =
            header(headers, LOCATION.as_str()).or_else(|| header(headers, "odata-entityid"));
        Ok(match Updated::from_answer(status, headers, body)? {
            Updated::Entity { entity, etag } => Self::Entity {
                entity,
                etag,
                location,
            },
            Updated::NoContent { etag } => Self::NoContent { etag, location },
        })
    }
}

/// What came of an update that could have created the entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upserted<T> {
    /// There was none, and it was created (201 Created).
    Created(Created<T>),
    /// It was there, and was updated.
    Updated(Updated<T>),
}

impl<T: Representation> Answer for Upserted<T> {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        if status == StatusCode::CREATED {
            Created::from_answer(status, headers, body).map(Self::Created)
        } else {
            Updated::from_answer(status, headers, body).map(Self::Updated)
        }
    }
}

/// A value that is no object: what a function of a primitive type answers, inside `{"value": …}`.
///
/// OData JSON Format 4.01, section 11.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value<P>(pub P);

impl<P: Property> Answer for Value<P> {
    fn from_answer(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        // Null is answered with 204 (OData Protocol 4.01, section 11.5.4.1).
        if body.trim_ascii().is_empty() {
            return P::absent()
                .map(Self)
                .ok_or(ResponseError::NoContent { status });
        }
        read_json(status, headers, body)
    }
}

impl<'de, P: Property> Deserialize<'de> for Value<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ValueVisitor(PhantomData))
    }
}

struct ValueVisitor<P>(PhantomData<P>);

impl<'de, P: Property> Visitor<'de> for ValueVisitor<P> {
    type Value = Value<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<P>, A::Error> {
        let mut value = None;
        while let Some(name) = map.next_key::<String>()? {
            if name == "value" && value.is_none() {
                value = Some(map.next_value_seed(ReadProperty(PhantomData))?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let missing = || A::Error::missing_field("value");
        value.or_else(P::absent).map(Value).ok_or_else(missing)
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The etag of an answer's headers.
pub(crate) fn etag(headers: &HeaderMap) -> Option<String> {
    header(headers, ETAG.as_str())
}
