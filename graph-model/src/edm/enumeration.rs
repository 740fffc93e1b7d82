//! Enumerations: a value is a known member, or one that the service added later.
//!
//! OData CSDL 4.01, section 10; OData JSON Format 4.01, section 7.1. A member is written as its name. A number is read as
//! the member with that value. A member that is not modelled keeps its name.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};

use super::number::number_from_map;
use crate::description::EnumerationDescription;

/// An enumeration type. `#[graph_enum]` implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enumeration type",
    note = "put `#[graph_enum(odata = \"…\")]` on `{Self}`"
)]
pub trait Enumeration: Sized {
    /// The description of the enumeration.
    const TYPE: &'static EnumerationDescription;

    /// The member with this number, counted in the order of declaration.
    #[doc(hidden)]
    fn member(number: usize) -> Option<Self>;

    /// A member that is not modelled.
    #[doc(hidden)]
    fn unknown(text: String) -> Self;

    /// Returns which member this is.
    #[doc(hidden)]
    fn known_or_text(&self) -> KnownOrText<'_>;
}

/// The number of a member, or the string of one that is not modelled.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum KnownOrText<'a> {
    Known(usize),
    Text(&'a str),
}

/// The name of the member on the wire.
pub fn as_str<T: Enumeration>(value: &T) -> &str {
    match value.known_or_text() {
        KnownOrText::Known(number) => T::TYPE
            .members()
            .get(number)
            .map_or("", |member| member.name()),
        KnownOrText::Text(text) => text,
    }
}

/// Returns the member with this name, or with the numeric value that the string holds.
pub fn from_name<T: Enumeration>(name: &str) -> T {
    let known = T::TYPE
        .position_of_name(name)
        .or_else(|| T::TYPE.position_of_value(name.parse().ok()?));
    let known = known.and_then(T::member);
    known.unwrap_or_else(|| T::unknown(name.to_owned()))
}

/// Replaces the unknown variant if a mistake left the enumeration without one. Such code does not
/// compile.
#[must_use]
pub fn no_member<T: Enumeration>(_: String) -> T {
    unreachable!("a mistake in the attribute is a compile error")
}

/// Returns the member with this value.
fn from_value<T: Enumeration>(value: i64) -> T {
    let known = T::TYPE.position_of_value(value).and_then(T::member);
    known.unwrap_or_else(|| T::unknown(value.to_string()))
}

/// Reads a member from its name or its value.
pub fn read<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct MemberVisitor<T>(PhantomData<T>);

    impl<'de, T: Enumeration> Visitor<'de> for MemberVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a member of `{}`", T::TYPE.name())
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
            Ok(from_name(name))
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
            Ok(from_value(value))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
            Ok(i64::try_from(value).map_or_else(|_| T::unknown(value.to_string()), from_value))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            let Ok(number) = number_from_map(map) else {
                return Err(A::Error::invalid_type(Unexpected::Map, &self));
            };
            Ok(number
                .as_i64()
                .map_or_else(|| T::unknown(number.to_string()), from_value))
        }
    }

    deserializer.deserialize_any(MemberVisitor(PhantomData))
}
