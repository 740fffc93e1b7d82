//! Writes values as JSON text, for the bodies of requests and for comparisons.
//!
//! The text is that of `serde_json`. The names of declared members are written as they are, and a
//! string without an escape is copied as a whole, which `serde_json` cannot do: it looks at each byte.

use std::any::Any;

use serde_json::Error;

use super::write_members::{Members, write_members};
use crate::description::PropertyDescription;
use crate::description::control_information::TAG_TEXT;
use crate::description::tag;
use crate::description::view::{Object, View, derived_type};
use crate::json::{ObjectText, WriteText, write_string};

/// Appends a value to a JSON text.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON.
#[inline]
pub(crate) fn write_json(value: &View<'_>, json: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        View::String(value) => write_string(value, json),
        View::Integer(value) => serde_json::to_writer(json, value),
        View::Boolean(value) => {
            json.extend_from_slice(if *value { b"true" } else { b"false" });
            Ok(())
        }
        other => write_other(other, json),
    }
}

/// Appends a value of a less frequent type.
fn write_other(value: &View<'_>, json: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        View::Absent | View::None | View::Null => json.extend_from_slice(b"null"),
        View::Single(value) => serde_json::to_writer(json, value)?,
        View::Double(value) => serde_json::to_writer(json, value)?,
        View::String(_) | View::Integer(_) | View::Boolean(_) => write_json(value, json)?,
        View::Items(items) => {
            json.push(b'[');
            for position in 0..items.count() {
                if position > 0 {
                    json.push(b',');
                }
                write_json(&items.item(position), json)?;
            }
            json.push(b']');
        }
        View::Object(object) => {
            let tag = tag::to_write(object.description(), derived_type(*object));
            write_object(*object, tag.as_deref(), json)?;
        }
        View::Derived(object) => {
            let tag = tag::of_derived(object.description(), derived_type(*object));
            write_object(*object, Some(&tag), json)?;
        }
        View::Untyped(object) => {
            let mut text = ObjectText::start(json);
            for (name, value) in object.members() {
                text.dynamic(name)?
                    .extend_from_slice(value.get().as_bytes());
            }
            text.end();
        }
        View::Raw(value) => json.extend_from_slice(value.get().as_bytes()),
        View::Json(text) => serde_json::to_writer(json, &WriteText::new(text))?,
        View::Unwritable(reason) => return Err(serde::ser::Error::custom(reason)),
    }
    Ok(())
}

fn write_object(object: &dyn Object, tag: Option<&str>, json: &mut Vec<u8>) -> Result<(), Error> {
    let mut members = WrittenMembers(ObjectText::start(json));
    if let Some(tag) = tag {
        write_string(tag, members.0.declared(TAG_TEXT))?;
    }
    write_members(object, object, &mut members)?;
    members.0.end();
    Ok(())
}

/// The members of an object that is written as JSON text.
struct WrittenMembers<'j>(ObjectText<'j>);

impl Members for WrittenMembers<'_> {
    type Error = Error;

    #[inline]
    fn declared(&mut self, member: &PropertyDescription, field: &dyn Any) -> Result<(), Error> {
        (member.access().write)(field, member.name_text(), &mut self.0)
    }

    fn dynamic(&mut self, name: &str, value: &View<'_>) -> Result<(), Error> {
        write_json(value, self.0.dynamic(name)?)
    }
}

/// Appends a declared member to the text of its object, unless it is left out.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON.
#[inline]
pub(crate) fn write_member(
    value: &View<'_>,
    name: &'static str,
    text: &mut ObjectText<'_>,
) -> Result<(), Error> {
    if value.is_left_out() {
        return Ok(());
    }
    write_json(value, text.declared(name))
}

/// Returns a value as JSON text.
fn to_json(value: &View<'_>) -> Result<Vec<u8>, Error> {
    let mut json = Vec::new();
    write_json(value, &mut json)?;
    Ok(json)
}

/// Whether two values are written as the same JSON.
pub(crate) fn is_same_json(value: &View<'_>, other: &View<'_>) -> bool {
    match (to_json(value), to_json(other)) {
        (Ok(value), Ok(other)) => value == other,
        _ => false,
    }
}
