//! The values and the objects of the input, as a model sees them.
//!
//! A property does not see serde's deserializer, only this enum. So the code that reads a property
//! exists once for each Rust type, whatever the format and whatever the object around it. The layer
//! `value` turns any deserializer into it.

use std::any::Any;
use std::fmt;

use serde::de::{Error, Expected, Unexpected, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::type_description::TypeDescription;
use super::view::View;
use crate::json::Refused;

/// A value of the input.
#[doc(hidden)]
pub enum Input<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// An integer that is too large for an `i64`.
    Unsigned(u64),
    Float(f64),
    String(&'a str),
    /// The JSON text of the value, for a property that asks for it.
    Text(&'a str),
    Items(&'a mut dyn ItemSource),
    Members(&'a mut dyn MemberSource),
}

impl Input<'_> {
    /// Returns an error that says what the input holds, and what a property expected.
    pub(crate) fn unexpected(&self, expected: &str) -> ReadError {
        ReadError::invalid_type(self.as_unexpected(), &expected)
    }

    fn as_unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Boolean(value) => Unexpected::Bool(*value),
            Self::Integer(value) => match u64::try_from(*value) {
                Ok(value) => Unexpected::Unsigned(value),
                Err(_) => Unexpected::Signed(*value),
            },
            Self::Unsigned(value) => Unexpected::Unsigned(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::String(value) => Unexpected::Str(value),
            Self::Text(_) => Unexpected::Other("JSON text"),
            Self::Items(_) => Unexpected::Seq,
            Self::Members(_) => Unexpected::Map,
        }
    }
}

/// Receives a value of the input.
pub(crate) type Receiver<'a> = dyn FnMut(Input<'_>) -> Result<(), ReadError> + 'a;

/// The code that receives a value. It is known where a member is read, so that the call is direct.
pub(crate) trait Receive: FnMut(Input<'_>) -> Result<(), ReadError> {}

impl<F: FnMut(Input<'_>) -> Result<(), ReadError>> Receive for F {}

/// The items of a collection that is being read.
#[doc(hidden)]
pub trait ItemSource {
    /// Hands the next item to `then`, and returns whether there was one.
    fn next(
        &mut self,
        reads_text: bool,
        then: &mut dyn FnMut(Input<'_>) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError>;
}

/// The members of an object that is being read.
#[doc(hidden)]
pub trait MemberSource {
    /// Reads the members into a draft of the type `of`.
    fn fill(
        &mut self,
        draft: &mut dyn Draft,
        of: &'static TypeDescription,
    ) -> Result<(), ReadError>;

    /// Finds the variant that the tag names. An object without a tag is of the declared type.
    fn variant(
        &mut self,
        declared: &'static TypeDescription,
        variants: &[&'static TypeDescription],
    ) -> Result<FoundVariant, ReadError>;

    /// Returns whether a [guess](FoundVariant::Guessed) missed a late tag. If it did, this function
    /// moves back to the first member, and [`variant`](Self::variant) finds the variant of the tag.
    /// Otherwise, the error of the guess is final.
    fn retry(&mut self) -> bool {
        false
    }

    /// Hands over the name and the JSON text of every member.
    fn texts(
        &mut self,
        then: &mut dyn FnMut(String, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Reads the object as a number. `serde_json` hands numbers on in this form if any crate of the
    /// program enables its feature `arbitrary_precision`, which keeps all digits.
    fn number(&mut self) -> Option<serde_json::Number>;
}

/// The variant of a union that an object is read as.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum FoundVariant {
    /// The variant with this number.
    Known(usize),
    /// The variant with this number, unless a tag comes later.
    Guessed(usize),
    /// The tag names none of the variants.
    Unknown,
}

impl FoundVariant {
    /// The number of the variant, or `None` if the tag names none of them.
    pub(crate) fn number(self) -> Option<usize> {
        match self {
            Self::Known(number) | Self::Guessed(number) => Some(number),
            Self::Unknown => None,
        }
    }
}

/// An object that is being read: a value whose members are still absent, or a struct with a place
/// for each of them.
#[doc(hidden)]
pub trait Draft: Any {
    /// The place of the type's own member with this number. Any other number leads to some place.
    fn member_mut(&mut self, number: usize) -> &mut dyn Any;

    /// The inherited part, if the type has a base.
    fn base_mut(&mut self) -> Option<&mut dyn Draft> {
        None
    }

    /// The dynamic properties that the type itself keeps.
    fn dynamic_mut(&mut self) -> Option<&mut dyn DynamicMembers> {
        None
    }

    /// Gives the type's own member with this number the default value that its author chose.
    fn set_default(&mut self, _number: usize) {}

    /// Records the derived type that the tag named, and returns whether the type has a place for
    /// the name. `None` removes the name.
    fn note_derived_type(&mut self, name: Option<String>) -> bool {
        match self.base_mut() {
            Some(base) => base.note_derived_type(name),
            None => false,
        }
    }
}

/// The dynamic properties of an object.
#[doc(hidden)]
pub trait DynamicMembers {
    /// Whether the values are read as JSON text.
    fn reads_text(&self) -> bool;

    /// Whether the values may be any JSON, so that annotations can be kept as well.
    fn keeps_annotations(&self) -> bool;

    /// Removes all members.
    fn forget(&mut self);

    /// Reads the value of a member.
    fn read(&mut self, name: String, input: Input<'_>) -> Result<(), ReadError>;

    /// The value of the member with this name.
    fn view(&self, name: &str) -> Option<View<'_>>;

    /// The members, in the order they are written.
    fn views(&self) -> Vec<(&str, View<'_>)>;
}

/// The object, or the inherited part of it that is an `A`, as a mutable reference.
#[doc(hidden)]
pub fn ancestor_mut<A: 'static>(object: &mut dyn Draft) -> Option<&mut A> {
    if (object as &dyn Any).is::<A>() {
        (object as &mut dyn Any).downcast_mut()
    } else {
        ancestor_mut(object.base_mut()?)
    }
}

/// The reason why a value could not be read.
///
/// It is boxed, so that a result without a value fits into a register.
#[doc(hidden)]
#[derive(Debug)]
pub struct ReadError(Box<Reason>);

#[derive(Debug)]
enum Reason {
    /// The input failed, and its source holds the error.
    Input,
    /// The value is not one of the property.
    Value(String),
}

impl ReadError {
    /// The value is not one of the property, for the reason in the message.
    #[cold]
    pub(crate) fn value(message: String) -> Self {
        Self(Box::new(Reason::Value(message)))
    }

    /// The input failed, and its source holds the error.
    #[cold]
    pub(crate) fn input() -> Self {
        Self(Box::new(Reason::Input))
    }

    /// Whether the input failed.
    pub(crate) fn is_of_input(&self) -> bool {
        matches!(*self.0, Reason::Input)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::Input => f.write_str("the input cannot be read"),
            Reason::Value(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ReadError {}

impl Error for ReadError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::value(message.to_string())
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::value(match unexpected {
            Unexpected::Unit => format!("invalid type: null, expected {expected}"),
            other => format!("invalid type: {other}, expected {expected}"),
        })
    }
}

impl From<Refused> for ReadError {
    #[cold]
    fn from(_: Refused) -> Self {
        Self::input()
    }
}

/// A scalar as a deserializer, for types that are read through serde's traits.
pub(crate) struct Scalar<'a>(pub Input<'a>);

impl<'de> Deserializer<'de> for Scalar<'_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.0 {
            Input::Null => visitor.visit_unit(),
            Input::Boolean(value) => visitor.visit_bool(value),
            Input::Integer(value) => match u64::try_from(value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_i64(value),
            },
            Input::Unsigned(value) => visitor.visit_u64(value),
            Input::Float(value) => visitor.visit_f64(value),
            Input::String(value) => visitor.visit_str(value),
            Input::Members(members) => match members.number() {
                Some(number) => match (number.as_i64(), number.as_u64()) {
                    (Some(value), _) => visitor.visit_i64(value),
                    (None, Some(value)) => visitor.visit_u64(value),
                    (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::INFINITY)),
                },
                None => Err(ReadError::invalid_type(Unexpected::Map, &visitor)),
            },
            other @ (Input::Text(_) | Input::Items(_)) => {
                Err(ReadError::invalid_type(other.as_unexpected(), &visitor))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.0 {
            Input::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
