//! Entities that a service wraps in `{"value": {…}}`.

use std::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::description::tag::TAG;
use crate::edm::Property;
use crate::wire::ETAG_ANNOTATION;

/// An object with a member `value` and otherwise only annotations. Some services wrap an entity in
/// it.
pub(super) struct Envelope<'b> {
    pub value: &'b RawValue,
    pub etag: Option<String>,
}

impl<'b> Envelope<'b> {
    /// Reads the envelope, or returns `None` if the body is not one.
    ///
    /// Most bodies are not an envelope. Their first member that is not an annotation shows this.
    pub(super) fn of(body: &'b [u8]) -> Option<Self> {
        let mut starts_like_one = false;
        // serde_json reports an error for an object that is read only in part.
        let _ = serde_json::Deserializer::from_slice(body)
            .deserialize_map(FirstMember(&mut starts_like_one));
        if starts_like_one {
            serde_json::from_slice(body).ok()
        } else {
            None
        }
    }
}

impl Envelope<'_> {
    /// Whether this is an envelope around a value of any type that `P` may be, and not an object
    /// that has a member `value` itself.
    ///
    /// The content decides first: an object in an envelope has a tag if it is of a derived type.
    pub(super) fn is_around_any<P: Property>(&self) -> bool {
        let value = self.value.get();
        let is_collection = value.starts_with('[');
        let is_object = value.starts_with('{');
        is_object && has_tag(value)
            || (is_object || is_collection) && !P::has_member("value", is_collection)
    }
}

/// Whether an object has a tag.
fn has_tag(object: &str) -> bool {
    let mut has_tag = false;
    let visitor = AnyMember {
        is_wanted: &|name| name == TAG,
        found: &mut has_tag,
    };
    // serde_json reports an error for an object that is read only in part.
    let _ = serde_json::Deserializer::from_str(object).deserialize_map(visitor);
    has_tag
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
                // A page with other members is still not an entity.
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

/// Looks for a member by its name.
struct AnyMember<'a> {
    is_wanted: &'a dyn Fn(&str) -> bool,
    found: &'a mut bool,
}

impl<'de> Visitor<'de> for AnyMember<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if (self.is_wanted)(&name) {
                *self.found = true;
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Checks whether the first member that is not an annotation is called `value`.
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
