//! JSON values as texts: taken from any deserializer, written to any serializer, measured and trimmed.
//!
//! `serde_json` hands out the text of a value on a request that it marks with a name of its own. The name is
//! private to it, so it is learnt from what its `RawValue` asks for. Other deserializers (serde's own
//! buffer behind `untagged` and `flatten` is the common one) answer the request with the value itself,
//! which is then written as text here.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

/// The text of a JSON value, borrowed from the input where that is possible.
///
/// Where the input is not `serde_json`'s the text may be none of JSON, so who writes it checks it.
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

/// The name by which `serde_json` recognises the request for a text.
fn raw_value_request() -> &'static str {
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

    /// Answers every request with its name.
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

    /// `serde_json` answers with a map of one member, the text.
    fn visit_map<A: MapAccess<'de>>(self, mut text: A) -> Result<Self::Value, A::Error> {
        let missing = || A::Error::custom("expected the text of a JSON value");
        text.next_key::<IgnoredAny>()?.ok_or_else(missing)?;
        text.next_value_seed(TextSeed).map(JsonText)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        let mut text = Vec::new();
        serde_transcode::transcode(value, &mut serde_json::Serializer::new(&mut text))
            .map_err(D::Error::custom)?;
        let text = String::from_utf8(text).map_err(D::Error::custom)?;
        Ok(JsonText(Cow::Owned(text)))
    }
}

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

/// A JSON text, written by any serializer, with every number as it stands.
///
/// Numbers that a Rust number does not hold to the digit, and texts that are no Unicode, are handed over as
/// they are, which only `serde_json`'s serializers take.
pub(crate) struct WriteText<'a> {
    text: &'a str,
    level: usize,
}

/// How deep a text is taken apart; what nests deeper is handed over as it stands, so that recursion is bounded.
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
            return as_it_stands(text, serializer);
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
                Err(_) => as_it_stands(text, serializer),
            },
            Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(text) {
                Ok(items) => {
                    let mut seq = serializer.serialize_seq(Some(items.len()))?;
                    for item in items {
                        seq.serialize_element(&self.inside(item))?;
                    }
                    seq.end()
                }
                Err(_) => as_it_stands(text, serializer),
            },
            Some(b'"') => match serde_json::from_str::<String>(text) {
                Ok(value) => serializer.serialize_str(&value),
                Err(_) => as_it_stands(text, serializer),
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
        _ => as_it_stands(text, serializer),
    }
}

fn as_it_stands<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    raw.serialize(serializer)
}

/// The members of an object, in their order, without a limit to what they hold.
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

/// The text without the white space between its tokens, if there is any.
pub(crate) fn without_blanks(text: &str) -> Option<String> {
    let mut scan = Scan::default();
    let first = text.bytes().position(|byte| scan.is_blank(byte))?;
    let mut compact = String::with_capacity(text.len());
    compact.push_str(&text[..first]);
    let mut scan = Scan::default();
    let kept = text.char_indices().filter(|&(at, c)| {
        // What is outside ASCII is never blank, and stands in strings only.
        let blank = c.is_ascii() && scan.is_blank(text.as_bytes()[at]);
        at >= first && !blank
    });
    compact.extend(kept.map(|(_, c)| c));
    Some(compact)
}

/// How deep arrays and objects nest in the text of a JSON value.
pub(crate) fn depth(text: &str) -> usize {
    let mut scan = Scan::default();
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        scan.is_blank(byte);
        match byte {
            b'[' | b'{' if !scan.in_string => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !scan.in_string => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Knows whether the scan of a JSON text stands inside a string.
#[derive(Default)]
struct Scan {
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes the next byte, and says whether it is white space between tokens.
    fn is_blank(&mut self, byte: u8) -> bool {
        if self.escaped {
            self.escaped = false;
            return false;
        }
        match byte {
            b'"' => self.in_string = !self.in_string,
            b'\\' => self.escaped = true,
            _ => {}
        }
        !self.in_string && matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
    }
}
