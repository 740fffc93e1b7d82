//! Reads a value from any deserializer, and hands it to the code that knows its type.

use std::fmt;

use serde::Deserializer;
use serde::de::{
    Deserialize, DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::map_members::MapMembers;
use super::text_members::{Text, read_text};
use crate::description::input::{Input, ItemSource, ReadError, Receive, Receiver};
use crate::json::{JsonText, REST_OF_TEXT};

/// Reads a value and hands it to `then`.
///
/// # Errors
///
/// Returns the errors of the input, and those of `then` as errors of the input.
#[inline]
pub(crate) fn read<'de, D: Deserializer<'de>, F: Receive>(
    deserializer: D,
    reads_text: bool,
    mut then: F,
) -> Result<(), D::Error> {
    if reads_text {
        let text = JsonText::deserialize(deserializer)?;
        then(Input::Text(text.as_str())).map_err(D::Error::custom)
    } else {
        deserializer.deserialize_newtype_struct(REST_OF_TEXT, InputVisitor(then))
    }
}

/// Reads a value inside another one, from a deserializer that has no text to hand over.
#[inline]
pub(super) fn read_inside<'de, D: Deserializer<'de>, F: Receive>(
    deserializer: D,
    reads_text: bool,
    then: F,
) -> Result<(), D::Error> {
    if reads_text {
        read(deserializer, reads_text, then)
    } else {
        deserializer.deserialize_any(InputVisitor(then))
    }
}

/// Reads a value where serde takes a seed.
pub(super) struct InputSeed<F> {
    pub reads_text: bool,
    pub then: F,
}

impl<'de, F: Receive> DeserializeSeed<'de> for InputSeed<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_inside(deserializer, self.reads_text, self.then)
    }
}

struct InputVisitor<F>(F);

impl<F: Receive> InputVisitor<F> {
    #[inline]
    fn take<E: Error>(mut self, input: Input<'_>) -> Result<(), E> {
        (self.0)(input).map_err(E::custom)
    }
}

impl<'de, F: Receive> Visitor<'de> for InputVisitor<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.take(Input::Null)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.take(Input::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.take(Input::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take(Input::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take(i64::try_from(value).map_or(Input::Unsigned(value), Input::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take(Input::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.take(Input::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, items: A) -> Result<(), A::Error> {
        let mut items = Items { items, error: None };
        let read = (self.0)(Input::Items(&mut items));
        read.map_err(|error| error.or_source(items.error))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        let mut members = MapMembers::new(map);
        let read = (self.0)(Input::Members(&mut members));
        read.map_err(|error| error.or_source(members.into_error()))
    }

    /// The input is a JSON text in memory, which needs no deserializer; see [`REST_OF_TEXT`].
    fn visit_enum<A: EnumAccess<'de>>(self, rest: A) -> Result<(), A::Error> {
        let (text, after) = rest.variant::<(&'de str, usize)>()?;
        let mut text = Text::new(text.0, text.1);
        read_text(&mut text, false, self.0).map_err(A::Error::custom)?;
        after.tuple_variant(text.length_and_hint(), IgnoredAny)?;
        Ok(())
    }
}

impl ReadError {
    /// The error of the input, if that is the reason.
    fn or_source<E: Error>(self, source: Option<E>) -> E {
        match source {
            Some(source) if self.is_of_input() => source,
            _ => E::custom(self),
        }
    }
}

/// The items of a collection, and the error that the input has returned.
struct Items<A, E> {
    items: A,
    error: Option<E>,
}

impl<'de, A: SeqAccess<'de>> ItemSource for Items<A, A::Error> {
    fn next(&mut self, reads_text: bool, then: &mut Receiver<'_>) -> Result<bool, ReadError> {
        match self.items.next_element_seed(InputSeed { reads_text, then }) {
            Ok(item) => Ok(item.is_some()),
            Err(error) => {
                self.error = Some(error);
                Err(ReadError::input())
            }
        }
    }
}
