//! Primitive types that serde reads and writes as OData does.

use super::leniency;
use super::property::{Property, view_of_json, without_position};
use crate::description::input::{Input, ReadError, Scalar};
use crate::description::view::View;
use crate::description::{EdmType, queryable_values};

/// Types with a variant of `View` of their own, which also read what `leniency` makes of the input. The
/// usual input is read without serde.
macro_rules! properties_as_serde_writes_them {
    ($($rust:ty => $edm:ident, $usual:expr, $lenient:expr, |$value:ident| $view:expr;)*) => {
        $(
            impl Property for $rust {
                const EDM_TYPE: EdmType = EdmType::$edm;
                const READS_TEXT: bool = false;

                fn is_same(&self, other: &Self) -> bool {
                    self == other
                }

                #[inline]
                fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
                    match $usual(&input) {
                        Some(value) => Ok(value),
                        None => Self::read(Scalar($lenient(input))),
                    }
                }

                fn view(&self) -> View<'_> {
                    let $value = self;
                    $view
                }
            }
        )*
    };
}

properties_as_serde_writes_them! {
    bool => Boolean, boolean, leniency::boolean, |value| View::Boolean(*value);
    u8 => Byte, integer, leniency::integer, |value| View::Integer(i64::from(*value));
    i8 => SByte, integer, leniency::integer, |value| View::Integer(i64::from(*value));
    i16 => Int16, integer, leniency::integer, |value| View::Integer(i64::from(*value));
    i32 => Int32, integer, leniency::integer, |value| View::Integer(i64::from(*value));
    i64 => Int64, integer, leniency::integer, |value| View::Integer(*value);
}

/// The Boolean that the input is.
fn boolean(input: &Input<'_>) -> Option<bool> {
    match input {
        Input::Boolean(value) => Some(*value),
        _ => None,
    }
}

/// The integer that the input is, if it is in the range of the type.
fn integer<T: TryFrom<i64>>(input: &Input<'_>) -> Option<T> {
    match input {
        Input::Integer(value) => T::try_from(*value).ok(),
        _ => None,
    }
}

impl Property for Box<str> {
    const EDM_TYPE: EdmType = EdmType::String;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            Input::String(value) => Ok(value.into()),
            other => Err(other.unexpected("a string")),
        }
    }

    fn view(&self) -> View<'_> {
        View::String(self)
    }
}

impl Property for String {
    const EDM_TYPE: EdmType = EdmType::String;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    #[inline]
    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            Input::String(value) => Ok(value.to_owned()),
            other => Err(other.unexpected("a string")),
        }
    }

    fn view(&self) -> View<'_> {
        View::String(self)
    }
}

/// Any JSON value. Its numbers keep as many digits as `serde_json` keeps.
impl Property for serde_json::Value {
    const EDM_TYPE: EdmType = EdmType::Untyped;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    /// A value does not lead to other properties, so the depth that `serde_json` allows is enough.
    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            Input::Text(text) => serde_json::from_str(text).map_err(without_position),
            scalar => Self::read(Scalar(scalar)),
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::String(text) => View::String(text),
            other => view_of_json(|serializer| serde::Serialize::serialize(other, serializer)),
        }
    }
}

queryable_values!(
    bool,
    u8,
    i8,
    i16,
    i32,
    i64,
    String,
    Box<str>,
    serde_json::Value,
);
