//! How a property meets the object that it belongs to: where its value comes from, and where it is written.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::fmt;

use serde::Serialize;
use serde::de::Error;
use serde::ser::{Error as _, SerializeMap};

use super::property::Property;
use super::serde_module::SerdeModule;
use crate::description::TypeDescription;

/// The value of the member whose name has just been read.
pub trait MemberValue<'de> {
    /// The error of the input.
    type Error: Error;

    /// Reads the value as a property.
    fn read<P: Property>(self) -> Result<P, Self::Error>;

    /// Reads the value through a module.
    fn read_with<M: SerdeModule<T>, T>(self) -> Result<T, Self::Error>;

    /// Passes over the value.
    fn skip(self) -> Result<(), Self::Error>;
}

/// An object whose members are being written.
///
/// The first error is kept, and no member is written after it: generated code has a line for each member, and a way out of
/// each line costs the compiler more than the line.
pub struct ObjectWriter<'a, M: SerializeMap> {
    map: &'a mut M,
    of: &'static TypeDescription,
    error: Option<M::Error>,
}

impl<'a, M: SerializeMap> ObjectWriter<'a, M> {
    /// Writes the members of an object of the type `of`.
    pub(crate) fn new(map: &'a mut M, of: &'static TypeDescription) -> Self {
        Self {
            map,
            of,
            error: None,
        }
    }

    /// The first error, if there was one.
    pub(crate) fn finish(self) -> Result<(), M::Error> {
        self.error.map_or(Ok(()), Err)
    }
}

impl<M: SerializeMap> ObjectWriter<'_, M> {
    /// The type of the whole object.
    pub(crate) fn of(&self) -> &'static TypeDescription {
        self.of
    }

    /// Writes a member.
    #[inline]
    pub fn member<V: Serialize>(&mut self, name: &str, value: &V) {
        if self.error.is_none()
            && let Err(error) = self.map.serialize_entry(name, value)
        {
            self.fail(error);
        }
    }

    #[cold]
    fn fail(&mut self, error: M::Error) {
        self.error.get_or_insert(error);
    }

    /// Writes no member, for a reason.
    pub(crate) fn refuse(&mut self, reason: fmt::Arguments<'_>) {
        self.fail(M::Error::custom(reason));
    }
}

#[cold]
pub(crate) fn missing<E: Error>(name: &str, description: &TypeDescription) -> E {
    E::custom(format_args!(
        "property `{name}` of `{}` is missing",
        description.name()
    ))
}

#[cold]
pub(crate) fn occurs_twice<E: Error>(name: &str, description: &TypeDescription) -> E {
    E::custom(format_args!(
        "member `{name}` occurs twice in a `{}`",
        description.name()
    ))
}

/// A slot that holds a value already is that of a member that occurs twice.
pub(crate) fn expect_empty<T, E: Error>(
    slot: Option<&T>,
    name: &str,
    description: &TypeDescription,
) -> Result<(), E> {
    match slot {
        None => Ok(()),
        Some(_) => Err(occurs_twice(name, description)),
    }
}

/// Reads a member's value into its slot, through its module.
pub fn read_member_with<'de, M: SerdeModule<T>, T, V: MemberValue<'de>>(
    slot: &mut Option<T>,
    name: &'static str,
    description: &'static TypeDescription,
    value: V,
) -> Result<(), V::Error> {
    expect_empty(slot.as_ref(), name, description)?;
    *slot = Some(value.read_with::<M, T>()?);
    Ok(())
}
