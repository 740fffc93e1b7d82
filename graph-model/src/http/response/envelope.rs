//! Entities that a service wraps in `{"value": {…}}`.

use std::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::description::ObjectTypes;
use crate::description::control_information::{ETAG, tag_named};
use crate::description::tag::type_name;
use crate::json;

/// The annotations of a page.
const PAGING: [&str; 3] = ["count", "nextLink", "deltaLink"];

/// An object with a member `value` and otherwise only annotations. Some services wrap an entity in
/// it.
pub(super) struct Envelope<'b> {
    pub value: &'b RawValue,
    pub etag: Option<String>,
    /// Whether an annotation says that there is more than the value: a count, or a link to more.
    pub has_more: bool,
}

impl<'b> Envelope<'b> {
    /// Reads the envelope, or returns `None` if the body is not one.
    ///
    /// Most bodies are not an envelope. Their first member that is not an annotation shows this.
    pub(super) fn of(body: &'b [u8]) -> Option<Self> {
        if first_member(body).as_deref() == Some("value") {
            json::from_bytes(body).ok()
        } else {
            None
        }
    }
}

impl<'b> Envelope<'b> {
    /// The object in the envelope, unless the body is itself an object of one of these types that
    /// has a member `value`.
    ///
    /// The content decides. A tag inside the object says whose object it is. Without a tag, it is
    /// the value of the member `value` if a type has such a member that may hold an object.
    pub(super) fn object(&self, types: ObjectTypes) -> Option<&'b str> {
        let object = self.value.get();
        if !object.starts_with('{') {
            return None;
        }
        let is_member = types.have_object("value")
            && !tag(object).is_some_and(|tag| types.include(type_name(&tag)));
        (!is_member).then_some(object)
    }

    /// Whether the envelope is around null, and null is not the value of a member of these types.
    pub(super) fn is_null(&self, types: ObjectTypes) -> bool {
        self.value.get() == "null" && !types.have_member("value")
    }

    /// Whether the envelope is around a collection, which is not the value of a member of these
    /// types.
    pub(super) fn is_collection(&self, types: ObjectTypes) -> bool {
        self.value.get().starts_with('[') && !types.have_collection("value")
    }
}

/// The tag of an object.
fn tag(object: &str) -> Option<String> {
    let mut tag = None;
    // serde_json reports an error for an object that is read only in part.
    let _ = serde_json::Deserializer::from_str(object).deserialize_map(TagVisitor(&mut tag));
    tag
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
        let mut has_more = false;
        while let Some(name) = map.next_key::<String>()? {
            has_more |=
                PAGING.contains(&name.trim_start_matches("@odata.").trim_start_matches('@'));
            match name.as_str() {
                "value" if value.is_none() => value = Some(map.next_value()?),
                ETAG | "@etag" => etag = map.next_value()?,
                _ if name.starts_with('@') && tag_named(&name).is_none() => {
                    map.next_value::<IgnoredAny>()?;
                }
                // A page with other members is still not an entity.
                _ if value.is_some_and(|value: &RawValue| value.get().starts_with('[')) => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => return Err(A::Error::custom("not only a value and annotations")),
            }
        }
        let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Envelope {
            value,
            etag,
            has_more,
        })
    }
}

/// Looks for the tag of an object.
struct TagVisitor<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for TagVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if tag_named(&name).is_some() {
                *self.0 = map.next_value()?;
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// The name of the first member of an object that is the tag or no annotation.
pub(super) fn first_member(body: &[u8]) -> Option<String> {
    let mut first = None;
    // serde_json reports an error for an object that is read only in part.
    let _ = serde_json::Deserializer::from_slice(body).deserialize_map(FirstMember(&mut first));
    first
}

struct FirstMember<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for FirstMember<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if tag_named(&name).is_some() || !name.starts_with('@') {
                *self.0 = Some(name);
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
