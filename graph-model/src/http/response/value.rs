//! Responses that hold a value of the model: an entity, a complex value, a primitive value or a
//! collection.
//!
//! OData JSON Format 4.01, sections 6 (entity) and 11 (individual property or operation response).

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, StatusCode};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};

use super::envelope::Envelope;
use super::error::{BodyError, ResponseError};
use super::from_response::{FromResponse, expect_success};
use super::in_stream_error;
use crate::description::EdmType;
use crate::description::control_information::ETAG;
use crate::edm::Property;
use crate::edm::property::ReadProperty;
use crate::json;
use crate::wire::original::Original;

/// A value. An entity or a complex value is the body itself. A primitive value and a collection are
/// in an object: `{"value": …}`.
///
/// A service returns null as an empty body (OData Protocol 4.01, section 11.5.4.1), which is read
/// as `None`, or as a collection without items. Any other type needs a body. A request that has
/// only been accepted (202) has no value yet; [`Completion`](crate::http::Completion) reads such a
/// response.
#[diagnostic::do_not_recommend]
impl<P: Property> FromResponse for P {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        let absent = || {
            let null = P::absent().filter(|_| status != StatusCode::ACCEPTED);
            null.ok_or(ResponseError::NoContent { status })
        };
        if body.trim_ascii().is_empty() {
            return absent();
        }
        match read_value(status, headers, body)? {
            Some((value, _)) => Ok(value),
            None => absent(),
        }
    }
}

/// Reads the value in a body, and the etag in the body. Returns `None` if the value is null.
pub(super) fn read_value<P: Property>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<(P, Option<String>)>, ResponseError> {
    if P::EDM_TYPE != EdmType::Untyped {
        in_stream_error::expect_none(status, headers, body, P::object_types())?;
    }
    let read = match P::EDM_TYPE {
        EdmType::Entity(_) | EdmType::Complex(_) if !P::COLLECTION => read_object(body),
        EdmType::Untyped if !P::COLLECTION => read_untyped(body).map(Some),
        EdmType::Stream => Err(serde_json::Error::custom(
            "a stream consists of bytes, read them with `download`",
        )),
        _ => read_member(body).map(|value| Some((value, None))),
    };
    read.map_err(|source| ResponseError::Body {
        status,
        source: BodyError::new(source),
    })
}

/// Reads an object, which may be in an envelope.
fn read_object<P: Property>(body: &[u8]) -> Result<Option<(P, Option<String>)>, serde_json::Error> {
    let types = P::object_types();
    let whole = || {
        let (value, etag) = json::from_bytes(body).map(with_own_etag)?;
        Ok(Some((value, etag.or_else(|| etag_of::<P>(body)))))
    };
    let Some(envelope) = Envelope::of(body) else {
        return whole();
    };
    if envelope.is_null(types) {
        return Ok(None);
    }
    if envelope.is_collection(types) {
        return Err(serde_json::Error::custom(
            "`value` holds a collection, and one object is expected",
        ));
    }
    let Some(object) = envelope.object(types) else {
        return whole();
    };
    let (value, etag) = json::from_text(object).map(with_own_etag)?;
    let etag = etag.or_else(|| etag_of::<P>(object.as_bytes()));
    Ok(Some((value, etag.or(envelope.etag))))
}

/// The text of the object in a body, which may be in an envelope.
pub(crate) fn object_text<P: Property>(body: &[u8]) -> Option<&str> {
    let envelope = Envelope::of(body);
    let object = envelope.and_then(|envelope| envelope.object(P::object_types()));
    object.or_else(|| std::str::from_utf8(body).ok())
}

/// Reads any JSON. A property and the result of a function are in an envelope; a page keeps its
/// links.
fn read_untyped<P: Property>(body: &[u8]) -> Result<(P, Option<String>), serde_json::Error> {
    let envelope = Envelope::of(body).filter(|envelope| !envelope.has_more);
    match envelope {
        // An object of an unknown type may have `value` as its only member.
        Some(envelope) => match json::from_text(envelope.value.get()) {
            Ok(value) => Ok((value, None)),
            Err(_) => json::from_bytes(body).map(with_own_etag),
        },
        None => json::from_bytes(body).map(with_own_etag),
    }
}

/// The etag in the body of an entity whose model has no place for it.
fn etag_of<P: Property>(body: &[u8]) -> Option<String> {
    let types = P::object_types();
    if !matches!(P::EDM_TYPE, EdmType::Entity(_)) || types.have_member(ETAG) {
        return None;
    }
    let object = Original::of(std::str::from_utf8(body).ok()?)?;
    serde_json::from_str(object.get(ETAG)?).ok()
}

fn with_own_etag<P: Property>(value: P) -> (P, Option<String>) {
    let etag = value.view().object().and_then(|object| object.etag());
    let etag = etag.map(str::to_owned);
    (value, etag)
}

/// Reads the member `value` of an object.
fn read_member<P: Property>(body: &[u8]) -> Result<P, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = if body.trim_ascii_start().starts_with(b"{") {
        deserializer.deserialize_map(MemberVisitor(PhantomData))?
    } else {
        ReadProperty(PhantomData).deserialize(&mut deserializer)?
    };
    deserializer.end()?;
    Ok(value)
}

struct MemberVisitor<P>(PhantomData<P>);

impl<'de, P: Property> Visitor<'de> for MemberVisitor<P> {
    type Value = P;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<P, A::Error> {
        let mut value = None;
        while let Some(name) = map.next_key::<String>()? {
            if name == "value" && value.is_none() {
                value = Some(map.next_value_seed(ReadProperty(PhantomData))?);
            } else if P::COLLECTION && matches!(&*name, "@odata.nextLink" | "@nextLink") {
                return Err(A::Error::custom(
                    "the collection has more pages, read it as a `Page`",
                ));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        value
            .or_else(P::absent)
            .ok_or_else(|| A::Error::missing_field("value"))
    }
}
