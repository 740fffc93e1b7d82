//! One JSON value kept as its own text.
//!
//! What the model does not know must come back as it was: member order, integers beyond 2^53, the
//! spelling of dates and decimals. A tree of parsed values cannot promise that, the text can. It is
//! also the cheapest form to keep: most unknown values are never looked at.

use std::fmt;
use std::iter;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, forward_to_deserialize_any};
use serde_json::value::RawValue;

/// The deepest nesting of arrays and objects that is kept.
///
/// `serde_json` refuses more than 128 levels, but counts anew for every text it is given. With this
/// limit a kept text that is read later adds a bounded amount of recursion.
const DEEPEST: usize = 96;

/// A JSON value as the text it came as, without the white space between its tokens.
///
/// Two values are equal when their texts are: `1.0` and `1` differ, as do objects whose members stand
/// in another order.
///
/// ```
/// use graph_model::RawJson;
///
/// let amount: RawJson = serde_json::from_str("[ 9007199254740993, 1.10 ]")?;
/// assert_eq!(amount.as_str(), "[9007199254740993,1.10]");
/// assert_eq!(amount.parse::<(i64, f64)>()?, (9_007_199_254_740_993, 1.1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Keeps what `value` serialises to.
    ///
    /// # Errors
    ///
    /// When `value` cannot be written as JSON, or nests deeper than 96 levels.
    pub fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, serde_json::Error> {
        let text = serde_json::to_string(value)?;
        compact(RawValue::from_string(text)?)
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the text as a `T`.
    ///
    /// # Errors
    ///
    /// When the value is not one of `T`; line and column count from the value's own start.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        compact(Box::deserialize(OrTranscode(deserializer))?)
    }
}

/// Drops white space between tokens and refuses what nests too deep. The text is valid JSON.
fn compact<E: serde::de::Error>(raw: Box<RawValue>) -> Result<RawJson, E> {
    match shape(raw.get()) {
        Shape { depth, .. } if depth > DEEPEST => Err(E::custom(format_args!(
            "a value of no known type nests deeper than {DEEPEST} levels"
        ))),
        Shape { blanks: 0, .. } => Ok(RawJson(raw)),
        Shape { blanks, .. } => {
            let mut text = String::with_capacity(raw.get().len() - blanks);
            let mut scan = Scan::default();
            text.extend(raw.get().chars().filter(|&c| !scan.is_blank(c)));
            RawValue::from_string(text).map(RawJson).map_err(E::custom)
        }
    }
}

struct Shape {
    depth: usize,
    blanks: usize,
}

fn shape(text: &str) -> Shape {
    let mut scan = Scan::default();
    let mut open = 0_usize;
    let mut shape = Shape {
        depth: 0,
        blanks: 0,
    };
    for c in text.chars() {
        if scan.is_blank(c) {
            shape.blanks += 1;
        } else if !scan.in_string {
            match c {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            shape.depth = shape.depth.max(open);
        }
    }
    shape
}

/// Knows whether the scan of a JSON text stands inside a string.
#[derive(Default)]
struct Scan {
    in_string: bool,
    escaped: bool,
}

impl Scan {
    fn is_blank(&mut self, c: char) -> bool {
        if self.escaped {
            self.escaped = false;
            return false;
        }
        match c {
            '"' => self.in_string = !self.in_string,
            '\\' => self.escaped = true,
            _ => {}
        }
        !self.in_string && matches!(c, ' ' | '\t' | '\r' | '\n')
    }
}

/// Makes `RawValue` readable from every format.
///
/// `serde_json` answers the request for a raw value with the text. Other deserializers (serde's own
/// buffer behind `untagged` and `flatten` is the common one) hand back the value itself, which
/// `RawValue` refuses; it is then written as JSON text here.
struct OrTranscode<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for OrTranscode<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0
            .deserialize_newtype_struct(name, TextOrValue { name, visitor })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct TextOrValue<V> {
    name: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TextOrValue<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, text: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(text)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let mut text = Vec::new();
        serde_transcode::transcode(value, &mut serde_json::Serializer::new(&mut text))
            .map_err(D::Error::custom)?;
        let text = String::from_utf8(text).map_err(D::Error::custom)?;
        self.visitor
            .visit_map(MapDeserializer::new(iter::once((self.name, text))))
    }
}
