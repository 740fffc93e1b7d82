//! Scalars that services write differently from what their metadata says, and what they are read as.
//!
//! - A number or a Boolean may be a string (OData JSON Format 4.01, section 3.2, asks for it with
//!   `IEEE754Compatible`), and an integer may have a fraction of zero.
//! - An empty string or a date of zeros is null if the type has no such value.
//! - Null is left out of a collection whose items cannot be null.
//!
//! One such value would otherwise make a whole page unreadable. Whatever else is not a value of the
//! type is an error.

use super::property::Property;
use crate::description::EdmType;
use crate::description::input::Input;

/// Returns the integer that a string or a number with a fraction of zero holds. Any other input is
/// returned as it is.
pub(super) fn integer(input: Input<'_>) -> Input<'_> {
    match input {
        Input::String(text) => {
            let number: Option<serde_json::Number> = serde_json::from_str(text).ok();
            let whole = |number: &serde_json::Number| exact_integer(number.as_f64()?);
            match number {
                None => input,
                Some(number) => match (number.as_i64(), number.as_u64(), whole(&number)) {
                    (Some(value), ..) => Input::Integer(value),
                    (_, Some(value), _) => Input::Unsigned(value),
                    (.., Some(value)) => Input::Integer(value),
                    _ => input,
                },
            }
        }
        Input::Float(value) => match exact_integer(value) {
            Some(value) => Input::Integer(value),
            None => input,
        },
        other => other,
    }
}

/// The integer that equals a number, if it is small enough that no digit was lost.
fn exact_integer(value: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    let is_exact = value.fract() == 0.0 && value.abs() <= LARGEST;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the value is a whole number in the range of the type"
    )]
    is_exact.then_some(value as i64)
}

/// Returns the Boolean that a string holds. Any other input is returned as it is.
pub(super) fn boolean(input: Input<'_>) -> Input<'_> {
    match input {
        Input::String(text) if text.eq_ignore_ascii_case("true") => Input::Boolean(true),
        Input::String(text) if text.eq_ignore_ascii_case("false") => Input::Boolean(false),
        other => other,
    }
}

/// The number that a string holds.
pub(super) fn number(text: &str) -> Option<f64> {
    // The grammar of JSON has no `inf` and no `nan`.
    serde_json::from_str(text).ok()
}

/// Whether a property of this type reads the input as null.
pub(super) fn is_null<P: Property>(input: &Input<'_>) -> bool {
    match input {
        Input::Null | Input::Text("null") => true,
        Input::String(text) => is_null_string(P::EDM_TYPE, text) && !P::COLLECTION,
        Input::Text("\"\"") => is_null_string(P::EDM_TYPE, "") && !P::COLLECTION,
        _ => false,
    }
}

/// Whether a string is read as null: it is empty or a date of zeros, and the type has no such value.
#[inline]
fn is_null_string(edm_type: EdmType, text: &str) -> bool {
    match edm_type {
        EdmType::Date | EdmType::DateTimeOffset => {
            text.is_empty() || text.starts_with("0000-00-00")
        }
        EdmType::Boolean
        | EdmType::Byte
        | EdmType::Decimal
        | EdmType::Double
        | EdmType::Duration
        | EdmType::Guid
        | EdmType::Int16
        | EdmType::Int32
        | EdmType::Int64
        | EdmType::SByte
        | EdmType::Single
        | EdmType::TimeOfDay => text.is_empty(),
        _ => false,
    }
}
