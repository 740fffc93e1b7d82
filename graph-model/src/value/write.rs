//! Writes values to any serializer.

use std::any::Any;
use std::borrow::Cow;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};

use super::write_json::write_json;
use super::write_members::{Members, write_members};
use crate::description::PropertyDescription;
use crate::description::control_information::TAG;
use crate::description::tag;
use crate::description::view::View;
use crate::description::view::{Object, derived_type};
use crate::json::{WriteText, takes_text, write_text};

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Object(object) | Self::Derived(object)
                if takes_text::<S>() && !has_long_collection(*object) =>
            {
                let mut json = Vec::with_capacity(USUAL_LENGTH);
                write_json(self, &mut json).map_err(S::Error::custom)?;
                let json = String::from_utf8(json).map_err(S::Error::custom)?;
                write_text(&json, serializer)
            }
            Self::Absent | Self::None | Self::Null => serializer.serialize_none(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Single(value) => serializer.serialize_f32(*value),
            Self::Double(value) => serializer.serialize_f64(*value),
            Self::String(value) => serializer.serialize_str(value),
            Self::Items(items) => {
                serializer.collect_seq((0..items.count()).map(|position| items.item(position)))
            }
            Self::Object(object) => {
                let tag = tag::to_write(object.description(), derived_type(*object));
                write_object(*object, tag, serializer)
            }
            Self::Derived(object) => {
                let tag = tag::of_derived(object.description(), derived_type(*object));
                write_object(*object, Some(tag), serializer)
            }
            Self::Untyped(object) => serializer.collect_map(object.members()),
            Self::Raw(value) => value.serialize(serializer),
            Self::Json(text) => WriteText::new(text).serialize(serializer),
            Self::Unwritable(reason) => Err(S::Error::custom(reason)),
        }
    }
}

/// The number of bytes that most objects have as JSON text.
const USUAL_LENGTH: usize = 512;

/// The number of items above which a collection is long.
const LONG: usize = 16;

/// Whether a collection of the object is long, as that of a page is. The items are then written one by
/// one, so that the text of the whole object is not in memory twice.
fn has_long_collection(object: &dyn Object) -> bool {
    if !object.description().has_collection() {
        return false;
    }
    let mut members = object.description().members().iter().enumerate();
    let is_long = members.any(|(number, member)| {
        let is_long = |value| matches!(value, View::Items(items) if items.count() > LONG);
        member.is_collection() && is_long((member.access().view)(object.member(number)))
    });
    is_long || object.base().is_some_and(has_long_collection)
}

/// Writes an object: its tag first, then its members, the inherited ones first.
///
/// OData JSON Format 4.01, section 4.4: a tag that comes first lets the reader stream.
fn write_object<S: Serializer>(
    object: &dyn Object,
    tag: Option<Cow<'_, str>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(tag) = tag {
        map.serialize_entry(TAG, &tag)?;
    }
    write_members(object, object, &mut SerializedMembers(&mut map))?;
    map.end()
}

/// The members of a map of any serializer.
struct SerializedMembers<'m, M>(&'m mut M);

impl<M: SerializeMap> Members for SerializedMembers<'_, M> {
    type Error = M::Error;

    fn declared(&mut self, member: &PropertyDescription, field: &dyn Any) -> Result<(), M::Error> {
        let value = (member.access().view)(field);
        if value.is_left_out() {
            return Ok(());
        }
        self.0.serialize_entry(member.name(), &value)
    }

    fn dynamic(&mut self, name: &str, value: &View<'_>) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }
}
