//! Writes values as JSON text, for the bodies of requests and for comparisons.
//!
//! The text is that of `serde_json`. The names of declared members are written as they are, and a
//! string without an escape is copied as a whole, which `serde_json` cannot do: it looks at each byte.

use serde_json::Error;
use serde_json::value::RawValue;

use super::write::{Members, write_members};
use crate::description::control_information::TAG;
use crate::description::tag;
use crate::description::view::{Object, View, derived_type};
use crate::json::{WriteText, write_string};

/// Appends a value to a JSON text.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON.
pub(crate) fn write_json(value: &View<'_>, json: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        View::Absent | View::None | View::Null => json.extend_from_slice(b"null"),
        View::Boolean(true) => json.extend_from_slice(b"true"),
        View::Boolean(false) => json.extend_from_slice(b"false"),
        View::Integer(value) => serde_json::to_writer(json, value)?,
        View::Single(value) => serde_json::to_writer(json, value)?,
        View::Double(value) => serde_json::to_writer(json, value)?,
        View::String(value) => write_string(value, json)?,
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
            let mut members = JsonMembers::start(json);
            for (name, value) in object.members() {
                members.raw(name, value)?;
            }
            members.end();
        }
        View::Raw(value) => json.extend_from_slice(value.get().as_bytes()),
        View::Json(text) => serde_json::to_writer(json, &WriteText::new(text))?,
        View::Unwritable(reason) => return Err(serde::ser::Error::custom(reason)),
    }
    Ok(())
}

fn write_object(object: &dyn Object, tag: Option<&str>, json: &mut Vec<u8>) -> Result<(), Error> {
    let mut members = JsonMembers::start(json);
    if let Some(tag) = tag {
        members.declared(TAG, &View::String(tag))?;
    }
    write_members(object, object, &mut members)?;
    members.end();
    Ok(())
}

/// The members of an object that is being written.
struct JsonMembers<'j> {
    json: &'j mut Vec<u8>,
    is_first: bool,
}

impl<'j> JsonMembers<'j> {
    fn start(json: &'j mut Vec<u8>) -> Self {
        json.push(b'{');
        Self {
            json,
            is_first: true,
        }
    }

    fn separate(&mut self) {
        if !self.is_first {
            self.json.push(b',');
        }
        self.is_first = false;
    }

    fn raw(&mut self, name: &str, value: &RawValue) -> Result<(), Error> {
        self.separate();
        write_string(name, self.json)?;
        self.json.push(b':');
        self.json.extend_from_slice(value.get().as_bytes());
        Ok(())
    }

    fn end(self) {
        self.json.push(b'}');
    }
}

impl Members for JsonMembers<'_> {
    type Error = Error;

    fn declared(&mut self, name: &'static str, value: &View<'_>) -> Result<(), Error> {
        self.separate();
        // A declared name is an identifier or an annotation, and has nothing to escape.
        self.json.push(b'"');
        self.json.extend_from_slice(name.as_bytes());
        self.json.extend_from_slice(b"\":");
        write_json(value, self.json)
    }

    fn dynamic(&mut self, name: &str, value: &View<'_>) -> Result<(), Error> {
        self.separate();
        write_string(name, self.json)?;
        self.json.push(b':');
        write_json(value, self.json)
    }
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
