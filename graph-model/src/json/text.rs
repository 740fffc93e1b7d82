//! Takes JSON text from any deserializer.
//!
//! `serde_json` returns the text of a value if the request uses a name that is private to
//! `serde_json`. This module learns the name from the request that `RawValue` makes. Other
//! deserializers return the value itself, which this module then writes as text. The most common
//! one is the buffer behind serde's `untagged` and `flatten`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

/// The text of a JSON value, borrowed from the input if possible.
///
/// The text is JSON: `serde_json` or the reader of this crate has read it, or this module wrote it.
#[derive(Clone)]
pub(crate) struct JsonText<'de>(Cow<'de, str>);

impl JsonText<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for JsonText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_request(), TextOrValue)
    }
}

/// Returns the name that `serde_json` recognises as the request for JSON text.
pub(super) fn raw_value_request() -> &'static str {
    struct Name(&'static str);

    impl fmt::Debug for Name {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl fmt::Display for Name {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Name {}

    impl serde::de::Error for Name {
        fn custom<T: fmt::Display>(_: T) -> Self {
            Self("")
        }
    }

    /// A deserializer whose error is the name in the request for a newtype struct.
    struct Requests;

    impl<'de> Deserializer<'de> for Requests {
        type Error = Name;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Name> {
            Err(Name(""))
        }

        fn deserialize_newtype_struct<V: Visitor<'de>>(
            self,
            name: &'static str,
            _: V,
        ) -> Result<V::Value, Name> {
            Err(Name(name))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            option unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    match Box::<RawValue>::deserialize(Requests) {
        Err(Name(name)) => name,
        Ok(_) => "",
    }
}

struct TextOrValue;

impl<'de> Visitor<'de> for TextOrValue {
    type Value = JsonText<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    /// `serde_json` returns the text as a map with one member.
    fn visit_map<A: MapAccess<'de>>(self, mut text: A) -> Result<Self::Value, A::Error> {
        // Any other map is an object, which is not asked for.
        match text.next_key_seed(TextSeed)? {
            Some(name) if name == raw_value_request() => {
                text.next_value_seed(TextSeed).map(JsonText)
            }
            _ => Err(A::Error::custom("expected the text of a JSON value")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        let mut text = Vec::new();
        serde_transcode::transcode(value, &mut serde_json::Serializer::new(&mut text))
            .map_err(D::Error::custom)?;
        let text = String::from_utf8(text).map_err(D::Error::custom)?;
        Ok(JsonText(Cow::Owned(text)))
    }
}

/// Reads a string, borrowed from the input if possible.
struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

#[cfg(test)]
mod tests {
    use super::raw_value_request;

    /// Without the name, values would be parsed, and numbers would lose digits.
    #[test]
    fn the_private_name_of_serde_json_is_known() {
        assert_ne!(raw_value_request(), "");
    }
}
