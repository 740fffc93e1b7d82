//! Reads a JSON text that is whole and in memory, as the body of a response is.
//!
//! [`cursor`] finds the tokens of the text and refuses what is not JSON. [`deserializer`] hands them to
//! serde's visitors; the models read them at the cursor.
//!
//! The reader has no messages. What it refuses is read again by `serde_json`, whose error tells the
//! line and the column. So it must never accept a text that `serde_json` refuses, but it may refuse what
//! is rare.

mod cursor;
mod deserializer;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::Deserialize;
use serde::de::Error;

use deserializer::Reader;

pub(crate) use cursor::{Cursor, Mark, Token};

/// The name of a request for the text that follows.
///
/// A model reads its objects from the text itself, because each call through serde's traits takes
/// more instructions than the member that it reads. A visitor requests a newtype struct of this name. Any
/// other deserializer ignores the name, and calls `visit_newtype_struct`. This reader calls
/// `visit_enum`: the variant is a pair of the rest of the text and the number of arrays and objects
/// around it, and the visitor returns the number of bytes that it has read as the length of a tuple
/// variant. Each number also carries the hint of the cursor; see [`with_hint`].
pub(crate) const REST_OF_TEXT: &str = "$graph_model::RestOfText";

/// Packs a length or a depth and the hint into one number.
pub(crate) fn with_hint(number: usize, hint: bool) -> usize {
    // A text has at most `isize::MAX` bytes, so the shift loses no bit.
    (number << 1) | usize::from(hint)
}

/// Unpacks a number from [`with_hint`].
pub(crate) fn without_hint(number: usize) -> (usize, bool) {
    (number >> 1, number & 1 == 1)
}

/// Reads a value from the text, or returns `None` if the text is not a `T`, or not read here.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut cursor = Cursor::new(text, 0);
    let value = T::deserialize(Reader(&mut cursor)).ok()?;
    cursor.is_at_end().then_some(value)
}

/// The text is not JSON, or not of the type that is read.
#[derive(Debug)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is refused")
    }
}

impl std::error::Error for Refused {}

impl Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
