//! Enumerations: a value is one member of a known list, or one the service has added since.
//!
//! OData CSDL 4.01, section 10; OData JSON Format 4.01, section 7.1: a member is written as its name. A
//! number is read as well, as the member of this value. A member that is not modelled keeps its text.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};

use crate::property::number_from_map;

/// The static description of an enumeration, found at its `TYPE`.
#[derive(Clone, Copy, Debug)]
pub struct EnumerationDescription {
    name: &'static str,
    members: &'static [MemberDescription],
    flags: bool,
}

impl EnumerationDescription {
    /// The qualified name, such as `microsoft.graph.dayOfWeek`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The members in the order of declaration.
    #[must_use]
    pub const fn members(&self) -> &'static [MemberDescription] {
        self.members
    }

    /// Whether a value is a set of members.
    #[must_use]
    pub const fn is_flags(&self) -> bool {
        self.flags
    }

    pub(crate) fn number_of_value(&self, value: i64) -> Option<usize> {
        self.members.iter().position(|member| member.value == value)
    }

    pub(crate) fn number_of(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name)
    }
}

/// How the macros build a description; not a part of the public interface.
#[doc(hidden)]
impl EnumerationDescription {
    #[must_use]
    pub const fn new(name: &'static str, members: &'static [MemberDescription]) -> Self {
        Self {
            name,
            members,
            flags: false,
        }
    }

    #[must_use]
    pub const fn of_flags(mut self) -> Self {
        self.flags = true;
        self
    }
}

/// One member of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    name: &'static str,
    value: i64,
}

impl MemberDescription {
    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The number that stands for the member.
    #[must_use]
    pub const fn value(&self) -> i64 {
        self.value
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, value: i64) -> Self {
        Self { name, value }
    }
}

/// An enumeration type. Implemented by `#[graph_enum]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enumeration type",
    note = "put `#[graph_enum(odata = \"…\")]` on `{Self}`"
)]
pub trait Enumeration: Sized {
    /// What the enumeration is, as data.
    const TYPE: &'static EnumerationDescription;

    /// The member of this number, counted in the order of declaration.
    #[doc(hidden)]
    fn member(number: usize) -> Option<Self>;

    /// A member that is not modelled.
    #[doc(hidden)]
    fn unknown(text: String) -> Self;

    /// Which member this is.
    #[doc(hidden)]
    fn known_or_text(&self) -> KnownOrText<'_>;
}

/// The number of a member, or the text of one that is not modelled.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum KnownOrText<'a> {
    Known(usize),
    Text(&'a str),
}

/// The name of the member on the wire.
pub fn as_str<T: Enumeration>(value: &T) -> &str {
    match value.known_or_text() {
        KnownOrText::Known(number) => T::TYPE.members.get(number).map_or("", |member| member.name),
        KnownOrText::Text(text) => text,
    }
}

/// The member of this name, or of the value that the text holds.
pub fn from_name<T: Enumeration>(name: &str) -> T {
    let known = T::TYPE
        .number_of(name)
        .or_else(|| T::TYPE.number_of_value(name.parse().ok()?));
    let known = known.and_then(T::member);
    known.unwrap_or_else(|| T::unknown(name.to_owned()))
}

/// Stands in for the unknown variant, where a mistake left the enumeration without one and nothing compiles.
#[must_use]
pub fn no_member<T: Enumeration>(_: String) -> T {
    unreachable!("a mistake in the attribute is a compile error")
}

/// The member of this value.
fn from_value<T: Enumeration>(value: i64) -> T {
    let known = T::TYPE.number_of_value(value).and_then(T::member);
    known.unwrap_or_else(|| T::unknown(value.to_string()))
}

/// Reads a member from its name or its value.
pub fn read<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct MemberVisitor<T>(PhantomData<T>);

    impl<'de, T: Enumeration> Visitor<'de> for MemberVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a member of `{}`", T::TYPE.name)
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
