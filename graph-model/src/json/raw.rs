//! Hands text that is known to be JSON to `serde_json`, which does not look at it again.

use std::any::type_name;

use serde::de::Visitor;
use serde::de::value::MapDeserializer;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

use super::Refused;
use super::text::raw_value_request;

/// Whether this is the serializer of `serde_json::to_vec` and `serde_json::to_string`, which writes JSON
/// text without white space, and so takes such text as it is.
///
/// A serializer is not `'static`, so only the name of its type tells. Any other serializer is given
/// every member, among them `serde_json`'s own one for indented text.
#[inline]
pub(crate) fn takes_text<S>() -> bool {
    type_name::<S>() == type_name::<&mut serde_json::Serializer<&mut Vec<u8>>>()
}

/// Writes JSON text to a serializer that takes it, in the form in which `serde_json` hands it on.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub(crate) fn write_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let name = raw_value_request();
    let mut raw = serializer.serialize_struct(name, 1)?;
    raw.serialize_field(name, text)?;
    raw.end()
}

/// Returns text that is known to be JSON as a raw value, in the form in which `serde_json` reads one.
///
/// # Errors
///
/// Returns an error if `serde_json` does not accept the text.
pub(crate) fn raw_value(text: String) -> Result<Box<RawValue>, Refused> {
    Box::deserialize(RawText(text))
}

/// A deserializer of text that is known to be JSON.
struct RawText(String);

impl<'de> Deserializer<'de> for RawText {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_map(MapDeserializer::new(
            [(raw_value_request(), self.0)].into_iter(),
        ))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, Serializer};

    use super::{raw_value, takes_text};

    /// Writes whether the serializer takes text.
    struct Probe;

    impl Serialize for Probe {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bool(takes_text::<S>())
        }
    }

    /// If it did not, each member would go through serde's traits.
    #[test]
    fn the_serializer_of_compact_text_takes_text() {
        assert_eq!(serde_json::to_vec(&Probe).unwrap(), b"true");
        assert_eq!(serde_json::to_string(&[Probe]).unwrap(), "[true]");
        assert_eq!(serde_json::to_string(&Some(Probe)).unwrap(), "true");
    }

    #[test]
    fn a_raw_value_keeps_its_text() {
        let value = raw_value("[ 1.0 ]".to_owned()).unwrap();
        assert_eq!(value.get(), "[ 1.0 ]");
    }

    #[test]
    fn no_other_serializer_takes_text() {
        assert_eq!(serde_json::to_string_pretty(&Probe).unwrap(), "false");
        assert_eq!(serde_json::to_value(Probe).unwrap(), false);
    }
}
