//! Values that are read from a string.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a string and parses it. If `parse` returns `None`, the error names the expected value.
pub(crate) fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor { expected, parse })
}

struct TextVisitor<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let invalid = || E::invalid_value(serde::de::Unexpected::Str(text), &self);
        (self.parse)(text).ok_or_else(invalid)
    }
}

/// The last time that OData can write, which services use for "never".
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(crate) const END_OF_CALENDAR: &str = "9999-12-31T23:59:59.9999999Z";

/// Whether this is a time on one of the last two days that OData can write. Such a time may be
/// later than the last one of a crate, at least in UTC.
#[cfg(any(feature = "jiff", feature = "time"))]
pub(crate) fn is_end_of_calendar<T>(text: &str, parse: fn(&str) -> Option<T>) -> bool {
    // The day does not matter for the rest of the string.
    match text.split_once(['T', 't']) {
        Some(("9999-12-30" | "9999-12-31", time)) => parse(&format!("2000-01-01T{time}")).is_some(),
        _ => false,
    }
}

/// Parses a number with exactly this many decimal digits.
#[cfg(feature = "time")]
pub(crate) fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

/// Returns a time with an offset. A time without an offset is in UTC.
pub(crate) fn with_offset(text: &str) -> Cow<'_, str> {
    let time = text.split_once(['T', 't']).map_or("", |(_, time)| time);
    if time.is_empty() || time.contains(['Z', 'z', '+', '-']) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}Z"))
    }
}
