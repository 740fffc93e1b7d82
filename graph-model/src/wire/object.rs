//! Reads and writes objects of structured types.
//!
//! One visitor drives the code that is generated for a type. It looks up a name, lets the type read
//! the value into its slot, and finishes the object at the end. It buffers nothing, whatever the
//! order of members.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::fmt;
use std::marker::PhantomData;
use std::mem;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};

use super::member_source::{Kept, Unread};
use super::structured_type::StructuredType;
use crate::description::TypeDescription;
use crate::description::tag::{self, Meaning, MeaningFor, TAG};
use crate::edm::member::{MemberValue, ObjectWriter, missing, occurs_twice};
use crate::json::JsonText;

/// Reads an object of type `T`.
pub fn read<'de, T: StructuredType, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: StructuredType> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type `{}`", T::TYPE.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut slots = T::slots();
        fill::<T, A>(&mut slots, map, TagSeen::No)?;
        T::finish(&mut slots)
    }
}

/// Whether the object's tag has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagSeen {
    /// The tag may still come.
    No,
    /// The tag was read and accepted.
    Yes,
}

/// Reads the remaining members of an object into their slots.
pub(crate) fn fill<'de, T: StructuredType, A: MapAccess<'de>>(
    slots: &mut T::Slots,
    mut map: A,
    mut tag_seen: TagSeen,
) -> Result<(), A::Error> {
    let mut additional = String::new();
    while let Some(name) = map.next_key_seed(NameIn::<T>::new(&mut additional))? {
        match name {
            Name::Declared(index) => T::read_declared(index, slots, Unread(&mut map))?,
            Name::Tag => {
                if mem::replace(&mut tag_seen, TagSeen::Yes) == TagSeen::Yes {
                    return Err(occurs_twice(TAG, T::TYPE));
                }
                match map.next_value_seed(MeaningFor(T::TYPE))? {
                    Meaning::Itself => {}
                    Meaning::Derived(name) => T::note_derived_type(name, slots),
                }
            }
            Name::Additional => {
                T::read_additional(mem::take(&mut additional), slots, Unread(&mut map))?;
            }
            Name::Unknown => Unread(&mut map).skip()?,
        }
    }
    Ok(())
}

/// Fills the slot of one member that was read before the type of its object was known.
pub(crate) fn fill_kept<T: StructuredType, E: Error>(
    slots: &mut T::Slots,
    name: &str,
    value: &JsonText<'_>,
) -> Result<(), E> {
    match name_in::<T>(name) {
        Name::Declared(index) => T::read_declared(index, slots, Kept::new(value)),
        Name::Tag => Err(occurs_twice(TAG, T::TYPE)),
        Name::Additional => T::read_additional(name.to_owned(), slots, Kept::new(value)),
        Name::Unknown => Ok(()),
    }
}

/// The meaning of a member's name for a type.
#[derive(Clone, Copy)]
enum Name {
    Declared(usize),
    Tag,
    /// No type of the hierarchy declares the member, and one of the types keeps such members.
    Additional,
    /// An annotation or a property that the model does not know: the service may add either at any
    /// time (OData Protocol 4.01, section 5.2).
    Unknown,
}

fn name_in<T: StructuredType>(name: &str) -> Name {
    if name == TAG {
        Name::Tag
    } else if let Some(index) = T::index(name) {
        Name::Declared(index)
    } else if T::KEEPS_ADDITIONAL && !name.contains('@') {
        Name::Additional
    } else {
        Name::Unknown
    }
}

/// Reads a name, and keeps a copy only if no type declares it. Few objects have such names.
struct NameIn<'a, T> {
    additional: &'a mut String,
    ty: PhantomData<T>,
}

impl<'a, T> NameIn<'a, T> {
    fn new(additional: &'a mut String) -> Self {
        Self {
            additional,
            ty: PhantomData,
        }
    }
}

impl<'de, T: StructuredType> DeserializeSeed<'de> for NameIn<'_, T> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: StructuredType> Visitor<'_> for NameIn<'_, T> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        let found = name_in::<T>(name);
        if let Name::Additional = found {
            name.clone_into(self.additional);
        }
        Ok(found)
    }
}

/// Returns the value that was read for a property. An absent property gets its default value.
pub fn taken<T: Default>(slot: &mut Option<T>) -> T {
    slot.take().unwrap_or_default()
}

/// Returns the value that was read for a property whose type does not define a value for its
/// absence.
pub fn value<T, E: Error>(
    slot: &mut Option<T>,
    name: &'static str,
    description: &'static TypeDescription,
) -> Result<T, E> {
    slot.take().ok_or_else(|| missing(name, description))
}

/// Writes an object of type `T`: its tag first, then its members.
///
/// OData JSON Format 4.01, section 4.5: a tag that comes first lets the reader stream.
pub fn write<T: StructuredType, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(tag) = tag::to_write(T::TYPE, object.derived_type()) {
        map.serialize_entry(TAG, &tag)?;
    }
    let mut writer = ObjectWriter::new(&mut map, T::TYPE);
    object.write_members(&mut writer);
    writer.finish()?;
    map.end()
}
