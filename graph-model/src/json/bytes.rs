//! Reads JSON from bytes that are checked for UTF-8 once.
//!
//! `serde_json::from_slice` checks every string on its own, which is a tenth of the time that an
//! object with short strings takes.

use serde::Deserialize;
use serde::de::Error;
use serde_json::Value;

use super::reader;

/// Reads a value from the bytes of a response.
///
/// # Errors
///
/// Returns an error if the bytes are not JSON, or not a `T`.
pub(crate) fn from_bytes<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> serde_json::Result<T> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_text(text),
        // The error of `serde_json` tells the line and the column.
        Err(error) => Err(match serde_json::from_slice::<Value>(bytes) {
            Err(error) => error,
            Ok(_) => serde_json::Error::custom(error),
        }),
    }
}

/// Reads a value from a JSON text.
///
/// # Errors
///
/// Returns an error if the text is not JSON, or not a `T`.
pub(crate) fn from_text<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    reader::read(text).map_or_else(|| serde_json::from_str(text), Ok)
}
