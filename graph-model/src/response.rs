//! Reading what a service answered: an entity, nothing, or an error.
//!
//! OData Protocol 4.01, sections 9.1 (success) and 9.4 (error bodies), 11.4.3 (update an entity). The body is
//! taken as bytes, so any client's response fits once its body is in memory.

use std::fmt;

use http::{HeaderMap, Response, StatusCode};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::answer;
use crate::entity::ETAG_ANNOTATION;
use crate::representation::Representation;
use crate::service_error::{ServiceError, without_tokens};
use crate::tag::TAG;

/// What came of an update: services answer with the entity as it stands now, or with nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Updated<T> {
    /// The entity as it stands now (200 OK, or 201 Created).
    Entity {
        /// The entity.
        entity: T,
        /// Its etag, from the header or from the entity.
        etag: Option<String>,
    },
    /// No entity (204 No Content, or another success without a body). The update was made.
    NoContent {
        /// The new etag, where the service sent one.
        etag: Option<String>,
    },
}

impl<T> Updated<T> {
    /// The entity, where there is one.
    #[must_use]
    pub fn entity(self) -> Option<T> {
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

/// Reads the response to a request about a `T`.
///
/// Entities have it as `T::from_response`; this function serves unions and complex types as well.
///
/// An entity inside `{"value": {…}}` is unwrapped. With ureq, whose bodies are read on demand:
///
/// ```no_run
/// # use graph_model::{Entity, Updated, from_response};
/// # fn send(agent: &ureq::Agent, request: http::Request<Vec<u8>>) -> Result<(), Box<dyn std::error::Error>> {
/// let (parts, mut body) = agent.run(request)?.into_parts();
/// let response = http::Response::from_parts(parts, body.read_to_vec()?);
/// let updated: Updated<Entity> = from_response(response)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`ResponseError::Service`] when the status is no success, [`ResponseError::Body`] when it is one and the
/// body is none of a `T`.
pub fn from_response<T: Representation>(
    response: Response<impl AsRef<[u8]>>,
) -> Result<Updated<T>, ResponseError> {
    answer::read_answer(response)
}

pub(crate) fn read<T: Representation>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Updated<T>, ResponseError> {
    answer::expect_success(status, headers, body)?;
    let etag = answer::etag(headers);
    if body.trim_ascii().is_empty() {
        return Ok(Updated::NoContent { etag });
    }
    let (entity, own_etag) =
        read_entity(body).map_err(|source| ResponseError::Body { status, source })?;
    let etag = etag.or(own_etag);
    Ok(Updated::Entity { entity, etag })
}

/// Reads the entity of a body, and the etag that stands with it.
fn read_entity<T: Representation>(body: &[u8]) -> Result<(T, Option<String>), serde_json::Error> {
    let envelope = if T::declares("value") {
        None
    } else {
        Envelope::of(body)
    };
    let Some(Envelope { value, etag }) = envelope else {
        let entity: T = serde_json::from_slice(body)?;
        let etag = entity.etag().map(str::to_owned);
        return Ok((entity, etag));
    };
    if value.get().starts_with('[') {
        return Err(serde_json::Error::custom(
            "a collection stands in `value`, where one entity is expected",
        ));
    }
    let entity: T = serde_json::from_slice(value.get().as_bytes())?;
    let etag = entity.etag().map(str::to_owned).or(etag);
    Ok((entity, etag))
}

/// An object with a member `value` and nothing else but annotations: what some services put around an entity.
struct Envelope<'b> {
    value: &'b RawValue,
    etag: Option<String>,
}

impl<'b> Envelope<'b> {
    /// The envelope of a body, if it is one.
    ///
    /// Most bodies are none, and show it by their first member that is no annotation.
    fn of(body: &'b [u8]) -> Option<Self> {
        let mut starts_like_one = false;
        // An object that is left half-read is an error to serde_json.
        let _ = serde_json::Deserializer::from_slice(body)
            .deserialize_map(FirstMember(&mut starts_like_one));
        if starts_like_one {
            serde_json::from_slice(body).ok()
        } else {
            None
        }
    }
}

impl<'de> Deserialize<'de> for Envelope<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EnvelopeVisitor)
    }
}

struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object around an entity")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope<'de>, A::Error> {
        let mut value = None;
        let mut etag = None;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" if value.is_none() => value = Some(map.next_value()?),
                ETAG_ANNOTATION => etag = map.next_value()?,
                _ if name.starts_with('@') && name != TAG => {
                    map.next_value::<IgnoredAny>()?;
                }
                // A page with members of its own is still no entity.
                _ if value.is_some_and(|value: &RawValue| value.get().starts_with('[')) => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => return Err(A::Error::custom("not only a value and annotations")),
            }
        }
        let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Envelope { value, etag })
    }
}

/// Looks whether the first member that is no annotation is called `value`.
struct FirstMember<'a>(&'a mut bool);

impl<'de> Visitor<'de> for FirstMember<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == TAG || !name.starts_with('@') {
                *self.0 = name == "value";
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Why a response gave no result.
#[non_exhaustive]
pub enum ResponseError {
    /// The service refused or failed.
    Service(Box<ServiceError>),
    /// The service reported success, and its body could not be read.
    Body {
        /// The status.
        status: StatusCode,
        /// What is wrong with the body, with line and column.
        source: serde_json::Error,
    },
    /// The service reported success, and sent nothing where the entity was expected.
    NoContent {
        /// The status.
        status: StatusCode,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Body { status, source } => {
                let reason = without_tokens(&source.to_string());
                write!(f, "{status}, but the body cannot be read: {reason}")
            }
            Self::NoContent { status } => {
                write!(
                    f,
                    "{status}, but there is no body, where a value is expected"
                )
            }
        }
    }
}

impl fmt::Debug for ResponseError {
    /// Shows no more than `Display` of a body that cannot be read, as its error repeats what stands there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => f.debug_tuple("Service").field(error).finish(),
            Self::Body { .. } => write!(f, "Body({self})"),
            Self::NoContent { .. } => write!(f, "NoContent({self})"),
        }
    }
}

impl std::error::Error for ResponseError {}
