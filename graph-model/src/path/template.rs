//! The grammar of path templates: writes values into a template, and finds them again in a string.
//!
//! A template is a sequence of literals with one placeholder between each pair. A value is encoded
//! so that it stays one segment, whatever it holds: every character other than RFC 3986's
//! unreserved characters becomes `%XX`. Between quotes (`(name='{x}')`), a quote is doubled before
//! it is encoded (OData ABNF, `SQUOTE-in-string`).

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::error::PathError;
use super::identifier::is_identifier;
use super::key_order::in_order;

/// All characters except RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path with placeholders.
#[derive(Debug)]
pub struct PathTemplate {
    literals: &'static [&'static str],
    placeholders: &'static [&'static str],
}

/// The number of bytes that a Graph endpoint puts before a path. They are reserved, so that most
/// paths are allocated once.
const VERSION_LENGTH: usize = "/v1.0".len();

impl PathTemplate {
    /// A template of literals and the names of the placeholders between them.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        literals: &'static [&'static str],
        placeholders: &'static [&'static str],
    ) -> Self {
        Self {
            literals,
            placeholders,
        }
    }

    /// The path of a collection whose entities have this template, with the key as the last
    /// segment.
    pub(super) const fn before_key(&self) -> &'static str {
        let path = self.literals[0];
        path.split_at(path.len() - 1).0
    }

    /// Returns the names of the placeholders, in the order of the path.
    #[must_use]
    pub const fn placeholders(&self) -> &'static [&'static str] {
        self.placeholders
    }

    /// Writes the path with encoded values, without checking them.
    ///
    /// # Errors
    ///
    /// Returns the errors of the formatter.
    #[doc(hidden)]
    pub fn write(&self, values: &[&str], f: &mut dyn fmt::Write) -> fmt::Result {
        self.write_to(values, f)
    }

    fn write_to<W: fmt::Write + ?Sized>(&self, values: &[&str], f: &mut W) -> fmt::Result {
        for (position, literal) in self.literals.iter().enumerate() {
            let Some(value) = values.get(position) else {
                f.write_str(literal)?;
                continue;
            };
            if is_unreserved(value) && !is_dot_segment(value) {
                // Most keys are guids or numbers, which need no encoding.
                f.write_str(literal)?;
                f.write_str(value)?;
                continue;
            }
            self.write_special(position, literal, value, f)?;
        }
        Ok(())
    }

    /// Writes a literal and a value that needs encoding or is a dot segment.
    #[cold]
    fn write_special<W: fmt::Write + ?Sized>(
        &self,
        position: usize,
        literal: &str,
        value: &str,
        f: &mut W,
    ) -> fmt::Result {
        let quoting = self.quoting(position);
        // A segment that starts with `$` is a system resource, such as `$ref`, even if the `$`
        // is encoded. In parentheses, it is a key.
        if quoting == Quoting::Segment
            && value.starts_with('$')
            && let Some(collection) = literal.strip_suffix('/')
        {
            f.write_str(collection)?;
            f.write_str("('")?;
            write_encoded(&value.replace('\'', "''"), f)?;
            return f.write_str("')");
        }
        f.write_str(literal)?;
        match quoting {
            _ if is_dot_segment(value) => f.write_str(&value.replace('.', "%2E")),
            Quoting::Quoted if value.contains('\'') => write_encoded(&value.replace('\'', "''"), f),
            _ => write_encoded(value, f),
        }
    }

    /// Returns the path as a string, or an error if a value would turn it into another path.
    pub(crate) fn checked_text(&self, values: &[&str]) -> Result<String, PathError> {
        self.check(values)?;
        let lengths = self.literals.iter().chain(values).map(|text| text.len());
        let mut text = String::with_capacity(lengths.sum::<usize>() + VERSION_LENGTH);
        // Writing to a string does not fail.
        let written = self.write_to(values, &mut text);
        debug_assert!(written.is_ok());
        match self.dotted(values) {
            Some(placeholder) if text.split('/').any(is_step) => {
                Err(PathError::DotSegment { placeholder })
            }
            _ => Ok(text),
        }
    }

    /// Returns a placeholder whose value is all dots, which may turn its segment into a step in the
    /// path.
    fn dotted(&self, values: &[&str]) -> Option<&'static str> {
        let mut named = values.iter().zip(self.placeholders);
        named
            .find(|(value, _)| value.bytes().all(|byte| byte == b'.'))
            .map(|(_, name)| *name)
    }

    fn check(&self, values: &[&str]) -> Result<(), PathError> {
        let mut named = values.iter().zip(self.placeholders);
        match named.find(|(value, _)| value.is_empty()) {
            Some((_, placeholder)) => Err(PathError::EmptyValue { placeholder }),
            None => Ok(()),
        }
    }

    /// Finds the values in a path, or in a URL that ends with one.
    ///
    /// Parsing skips a type-cast segment at the end, such as `/microsoft.graph.user`, if the
    /// template does not have one.
    pub(crate) fn parse(&self, text: &str, values: &mut [String]) -> Result<(), PathError> {
        self.parse_or_mismatch(text, values)
            .map_err(|error| error.unwrap_or_else(|| self.mismatch()))
    }

    /// The same, with `None` as the error if the string does not follow the template. A URL is
    /// compared from each of its slashes, and most of these do not match.
    fn parse_or_mismatch(
        &self,
        text: &str,
        values: &mut [String],
    ) -> Result<(), Option<PathError>> {
        if text.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
            return Err(None);
        }
        let ordered = text
            .contains('(')
            .then(|| in_order(text, &self.key_names()));
        let text = ordered.as_deref().unwrap_or(text);
        let result = self.parse_anywhere(text, values);
        if result != Err(None) {
            return result;
        }
        match text.rsplit_once('/') {
            Some((entity, cast)) if is_qualified_name(cast) => self.parse_anywhere(entity, values),
            _ => result,
        }
    }

    /// The names of the parts of keys in parentheses, in the order of the template.
    fn key_names(&self) -> Vec<&'static str> {
        let names = self.literals.iter().filter_map(|literal| {
            let literal = literal.trim_end_matches('\'');
            let start = literal.rfind(['(', ','])?;
            literal[start + 1..].strip_suffix('=')
        });
        names.collect()
    }

    fn parse_anywhere(&self, text: &str, values: &mut [String]) -> Result<(), Option<PathError>> {
        if text.starts_with('/') {
            return self.parse_path(text, values);
        }
        let Some((_, after_scheme)) = text.split_once("://") else {
            // A path that is relative to the service root does not have a leading slash.
            return self.parse_path(&["/", text].concat(), values);
        };
        // The host, the version and any prefix that a proxy adds end at one of the slashes.
        let mut result = Err(None);
        for (slash, _) in after_scheme.match_indices('/') {
            result = self.parse_path(&after_scheme[slash..], values);
            if result != Err(None) {
                break;
            }
        }
        result
    }

    fn parse_path(&self, path: &str, values: &mut [String]) -> Result<(), Option<PathError>> {
        let mut rest = path;
        for (position, literal) in self.literals.iter().enumerate() {
            let quoted = self.quoting(position) == Quoting::Quoted;
            let literal = self.without_quotes(position, literal);
            let (after, in_parentheses) = after_literal(rest, literal).ok_or(None)?;
            rest = after;
            let (Some(value), Some(placeholder)) =
                (values.get_mut(position), self.placeholders.get(position))
            else {
                continue;
            };
            let next = self.literals.get(position + 1).copied().unwrap_or_default();
            let more_in_segment = !next.contains('/') && position + 1 < self.placeholders.len();
            let is_string = quoted || (in_parentheses && rest.starts_with('\''));
            let (encoded, after) = if is_string {
                quoted_value(rest).ok_or(None)?
            } else if in_parentheses {
                let end = rest.find(')').filter(|&end| is_bare_key(&rest[..end]));
                rest.split_at(end.ok_or(None)?)
            } else {
                plain_value(rest, next, more_in_segment)
            };
            *value = decode(encoded, is_string, placeholder)?;
            if is_dot_segment(encoded)
                && self.quoting(position) == Quoting::Segment
                && !in_parentheses
            {
                return Err(Some(PathError::DotSegment { placeholder }));
            }
            rest = if in_parentheses {
                after.strip_prefix(')').ok_or(None)?
            } else {
                after
            };
        }
        if rest.is_empty() { Ok(()) } else { Err(None) }
    }

    /// Returns the literal at this position without the quotes around the neighbouring values.
    fn without_quotes(&self, position: usize, literal: &'static str) -> &'static str {
        let after_quoted = position > 0 && self.quoting(position - 1) == Quoting::Quoted;
        let literal = literal
            .strip_prefix('\'')
            .filter(|_| after_quoted)
            .unwrap_or(literal);
        let before_quoted = self.quoting(position) == Quoting::Quoted;
        literal
            .strip_suffix('\'')
            .filter(|_| before_quoted)
            .unwrap_or(literal)
    }

    /// Returns how the placeholder at this position is delimited.
    fn quoting(&self, position: usize) -> Quoting {
        let before = self.literals.get(position).copied().unwrap_or_default();
        let after = self.literals.get(position + 1).copied().unwrap_or_default();
        if before.ends_with('\'') && after.starts_with('\'') {
            Quoting::Quoted
        } else if before.ends_with('/') && (after.is_empty() || after.starts_with('/')) {
            Quoting::Segment
        } else {
            Quoting::Part
        }
    }

    fn mismatch(&self) -> PathError {
        let mut template = String::new();
        for (position, literal) in self.literals.iter().enumerate() {
            template.push_str(literal);
            if let Some(placeholder) = self.placeholders.get(position) {
                template.extend(["{", placeholder, "}"]);
            }
        }
        PathError::Mismatch { template }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// Between two quotes.
    Quoted,
    /// A whole segment.
    Segment,
    /// A part of a segment.
    Part,
}

/// Writes a value so that it stays within its segment.
pub(crate) fn write_encoded<W: fmt::Write + ?Sized>(value: &str, f: &mut W) -> fmt::Result {
    if is_unreserved(value) {
        return f.write_str(value);
    }
    utf8_percent_encode(value, RESERVED).try_for_each(|piece| f.write_str(piece))
}

/// Whether the value consists of unreserved characters (RFC 3986, section 2.3).
fn is_unreserved(value: &str) -> bool {
    let (blocks, last) = value.as_bytes().as_chunks::<8>();
    // One branch for eight bytes is cheaper than eight.
    let are_unreserved = |bytes: &[u8]| {
        let unreserved = bytes.iter().map(|&byte| UNRESERVED[usize::from(byte)]);
        unreserved.fold(true, |all, unreserved| all & unreserved)
    };
    blocks.iter().all(|block| are_unreserved(block)) && are_unreserved(last)
}

/// Whether each byte is an unreserved character.
static UNRESERVED: [bool; 256] = {
    let mut unreserved = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_other = matches!(byte, b'-' | b'.' | b'_' | b'~');
        unreserved[byte as usize] = byte.is_ascii_alphanumeric() || is_other;
        byte += 1;
    }
    unreserved
};

/// Whether a key may be in parentheses without quotes: a whole number or a guid.
fn is_bare_key(key: &str) -> bool {
    let digits = key.strip_prefix('-').unwrap_or(key);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let of_guid = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    is_number || (key.len() == 36 && key.bytes().all(of_guid))
}

/// Whether clients and servers treat a segment as a step in the path, however its dots are written.
fn is_step(segment: &str) -> bool {
    segment.starts_with(['.', '%'])
        && segment.len() <= "%2E%2E".len()
        && is_dot_segment(&segment.replace("%2E", "."))
}

fn is_dot_segment(value: &str) -> bool {
    matches!(value, "." | "..")
}

/// Returns the value before the next literal, and the rest of the string.
///
/// A literal between two values of one segment holds a character that encoded values never hold.
/// The macro ensures that. A literal at the end of a segment may be anything, so this function
/// looks for it only at the end.
fn plain_value<'t>(text: &'t str, next: &str, more_in_segment: bool) -> (&'t str, &'t str) {
    let end_of_segment = text.find('/').unwrap_or(text.len());
    let segment = &text[..end_of_segment];
    let mark = next.split('/').next().unwrap_or_default();
    let end = if more_in_segment {
        segment.find(mark)
    } else {
        let before = segment.len().checked_sub(mark.len());
        before.filter(|&at| {
            segment
                .get(at..)
                .is_some_and(|end| end.eq_ignore_ascii_case(mark))
        })
    };
    text.split_at(end.unwrap_or(end_of_segment))
}

/// Returns the string between two quotes and the rest after the second quote. A doubled quote is
/// part of the string.
fn quoted_value(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('\'')?;
    let mut quotes = inner.match_indices('\'').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return Some((&inner[..at], &inner[at + 1..]));
        }
    }
    None
}

fn decode(encoded: &str, quoted: bool, placeholder: &'static str) -> Result<String, PathError> {
    if encoded.is_empty() {
        return Err(PathError::EmptyValue { placeholder });
    }
    // Most values are guids and names without an escape.
    if !encoded.contains(['%', '\'']) {
        return Ok(encoded.to_owned());
    }
    let broken = encoded.match_indices('%').any(|(at, _)| {
        let digits = encoded.as_bytes().get(at + 1..at + 3);
        !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    let value = percent_decode_str(encoded).decode_utf8();
    let value = match value {
        Ok(value) if !broken => value,
        _ => return Err(PathError::Undecodable { placeholder }),
    };
    if value.is_empty() {
        return Err(PathError::EmptyValue { placeholder });
    }
    Ok(if quoted {
        value.replace("''", "'")
    } else {
        value.into_owned()
    })
}

/// Writes the template, with its placeholders in braces.
impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, literal) in self.literals.iter().enumerate() {
            f.write_str(literal)?;
            if let Some(placeholder) = self.placeholders.get(position) {
                write!(f, "{{{placeholder}}}")?;
            }
        }
        Ok(())
    }
}

/// Whether a segment is a name such as `microsoft.graph.user`.
fn is_qualified_name(segment: &str) -> bool {
    segment.contains('.') && segment.split('.').all(is_identifier)
}

/// Returns the string after the literal, and whether a key in parentheses replaces the literal's
/// last slash and the segment after it.
fn after_literal<'t>(text: &'t str, literal: &str) -> Option<(&'t str, bool)> {
    if let Some(rest) = strip_prefix_in_any_case(text, literal) {
        return Some((rest, false));
    }
    let rest = strip_prefix_in_any_case(text, literal.strip_suffix('/')?)?;
    Some((rest.strip_prefix('(')?, true))
}

fn strip_prefix_in_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    // Letter case seldom differs, and comparing bytes is cheaper.
    (start == prefix || start.eq_ignore_ascii_case(prefix)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use percent_encoding::utf8_percent_encode;

    use super::{RESERVED, is_unreserved};

    /// At each place of a value, so that a block of eight bytes and the bytes after it are covered.
    #[test]
    fn the_characters_that_are_not_encoded_are_the_unreserved_ones() {
        for character in '\0'..='\u{ff}' {
            let encoded = utf8_percent_encode(&character.to_string(), RESERVED).to_string();
            let is_kept = encoded == character.to_string();
            for place in 0..11 {
                let mut value = "abcdefghij".to_owned();
                value.insert(place, character);
                assert_eq!(is_unreserved(&value), is_kept, "{value:?}");
            }
        }
    }
}
