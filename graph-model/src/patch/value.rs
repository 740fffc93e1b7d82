//! What a property can be set to.

use std::borrow::Cow;

use serde::Serialize;

use crate::property::Property;
use crate::raw_json::RawJson;

/// What came of appending a value to a JSON text.
pub type JsonResult = Result<(), serde_json::Error>;

/// A value that a property of type `P` can be set to: a `P`, a reference to one, a text for a `String`, an
/// array for a `Vec`, a variant for a union, or the patch of a complex type.
///
/// `Option` and `Box` are left out of `P`: the setter of an `Option<Box<String>>` takes what the setter
/// of a `String` does.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value for a property of type `{P}`",
    label = "not a value for a property of type `{P}`",
    note = "an `Option` is taken apart first: its value goes to the setter, and `clear_…` sends null",
    note = "a text becomes a member of an enumeration with `.into()`, and a complex type is also set to its `patch()`"
)]
pub trait PropertyValue<P> {
    /// Appends the value to a JSON text.
    #[doc(hidden)]
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult;
}

/// A type whose properties can be set to a patch of a `T`: `T` itself, and the unions that have it as a variant.
#[doc(hidden)]
pub trait AcceptsPatchOf<T> {}

/// Appends what a value serialises to.
///
/// # Errors
///
/// When the value cannot be written as JSON.
pub fn write_json<V: Serialize>(value: &V, json: &mut Vec<u8>) -> JsonResult {
    serde_json::to_writer(json, value)
}

fn write<P: Property>(value: &P, json: &mut Vec<u8>) -> JsonResult {
    value.write(&mut serde_json::Serializer::new(json))
}

impl<P: Property> PropertyValue<P> for P {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write(self, json)
    }
}

impl<P: Property> PropertyValue<P> for &P {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write(*self, json)
    }
}

impl PropertyValue<String> for &str {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl PropertyValue<String> for Cow<'_, str> {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl PropertyValue<Box<str>> for &str {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl PropertyValue<RawJson> for serde_json::Value {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl<P, V: PropertyValue<P>, const N: usize> PropertyValue<Vec<P>> for [V; N] {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        self.as_slice().write_value(json)
    }
}

impl<P, V: PropertyValue<P>> PropertyValue<Vec<P>> for &[V] {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        json.push(b'[');
        for (position, item) in self.iter().enumerate() {
            if position > 0 {
                json.push(b',');
            }
            item.write_value(json)?;
        }
        json.push(b']');
        Ok(())
    }
}
