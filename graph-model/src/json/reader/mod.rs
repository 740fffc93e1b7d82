//! Reads a JSON text that is whole and in memory, as the body of a response is.
//!
//! `serde_json` reads from any source, so it finds the end of a string eight bytes at a time. A text
//! in memory can be searched with vector instructions. [`cursor`] finds the tokens of the text and
//! refuses what is not JSON; [`deserializer`] hands them to serde's visitors.
//!
//! The reader has no messages. What it refuses is read again by `serde_json`, whose error tells the
//! line and the column. So it must never accept what `serde_json` refuses, but it may refuse what is
//! rare.

mod cursor;
mod deserializer;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::Deserialize;
use serde::de::Error;

use cursor::Cursor;
use deserializer::Reader;

/// The name of a request for the name of a member.
///
/// Most members have the name that is expected. To compare it takes fewer instructions than to find
/// where it ends. A visitor requests a newtype struct of this name. Any other deserializer ignores
/// the name, and calls `visit_newtype_struct`. This reader calls `visit_some`, where the visitor
/// requests a struct of this name whose only field is the expected one. The reader calls
/// `visit_unit` if the name is that one, or else `visit_borrowed_str` or `visit_str`.
pub(crate) const EXPECTED_NAME: &str = "$graph_model::ExpectedName";

/// Reads a value from the text, or returns `None` if the text is not a `T`, or not read here.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut cursor = Cursor::new(text);
    let value = T::deserialize(Reader(&mut cursor)).ok()?;
    cursor.is_at_end().then_some(value)
}

/// The text is not JSON, or not of the type that is read.
#[derive(Debug)]
struct Refused;

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
