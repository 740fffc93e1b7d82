//! Writes JSON text to any serializer.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// JSON text that any serializer can write without changing a number.
///
/// Some numbers have digits that no Rust number holds, and some strings are not Unicode. Both are
/// passed on as raw text, which only the serializers of `serde_json` accept.
pub(crate) struct WriteText<'a> {
    text: &'a str,
    level: usize,
}

/// The number of levels of JSON text that are written value by value. Deeper levels are passed on as
/// raw text, which bounds the recursion.
const DEEPEST_WRITTEN: usize = 100;

impl<'a> WriteText<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, level: 0 }
    }

    fn inside(&self, value: &'a RawValue) -> Self {
        Self {
            text: value.get(),
            level: self.level + 1,
        }
    }
}

impl Serialize for WriteText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.text;
        if self.level > DEEPEST_WRITTEN {
            return write_raw(text, serializer);
        }
        match text.as_bytes().first() {
            Some(b'{') => match serde_json::from_str::<ObjectMembers<'_>>(text) {
                Ok(ObjectMembers(members)) => {
                    let mut map = serializer.serialize_map(Some(members.len()))?;
                    for (name, value) in members {
                        map.serialize_entry(&name, &self.inside(value))?;
                    }
                    map.end()
                }
                Err(_) => write_raw(text, serializer),
            },
            Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(text) {
                Ok(items) => {
                    let mut seq = serializer.serialize_seq(Some(items.len()))?;
                    for item in items {
                        seq.serialize_element(&self.inside(item))?;
                    }
                    seq.end()
                }
                Err(_) => write_raw(text, serializer),
            },
            Some(b'"') => match serde_json::from_str::<String>(text) {
                Ok(value) => serializer.serialize_str(&value),
                Err(_) => write_raw(text, serializer),
            },
            Some(b't') => serializer.serialize_bool(true),
            Some(b'f') => serializer.serialize_bool(false),
            Some(b'n') => serializer.serialize_none(),
            _ => write_number(text, serializer),
        }
    }
}

fn write_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => return serializer.serialize_i64(number),
        _ => {}
    }
    match serde_json::from_str::<f64>(text) {
        Ok(number) if serde_json::to_string(&number).is_ok_and(|written| written == text) => {
            serializer.serialize_f64(number)
        }
        _ => write_raw(text, serializer),
    }
}

fn write_raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    raw.serialize(serializer)
}

/// The members of an object, in order, without a limit on their values.
struct ObjectMembers<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for ObjectMembers<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = ObjectMembers<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(ObjectMembers(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}
