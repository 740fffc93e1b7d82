//! The interface between a property and its object: the source of its value, and the target that it
//! is written to.

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

    /// Skips the value.
    fn skip(self) -> Result<(), Self::Error>;
}

/// An object whose members are being written.
///
/// The writer keeps the first error and writes no member after it. Generated code has one line for
/// each member, and an early return from each line costs the compiler more than the line.
pub struct ObjectWriter<'a, M: SerializeMap> {
    map: &'a mut M,
    of: &'static TypeDescription,
    error: Option<M::Error>,
}

impl<'a, M: SerializeMap> ObjectWriter<'a, M> {
    /// Returns a writer for the members of an object of the type `of`.
    pub(crate) fn new(map: &'a mut M, of: &'static TypeDescription) -> Self {
        Self {
            map,
            of,
            error: None,
        }
    }

    /// Returns the first error, if there was one.
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

    /// Records an error with this reason instead of writing a member.
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

/// Returns an error if the slot already holds a value, because the member occurs twice then.
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
