//! The tokens of a JSON text (RFC 8259).

use memchr::memchr2;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Refused;

/// The maximum nesting depth, which is that of `serde_json`.
const DEEPEST: usize = 127;

/// A position in a JSON text.
pub(super) struct Cursor<'de> {
    text: &'de str,
    position: usize,
    /// The arrays and objects around the position.
    depth: usize,
    /// Whether the text has control characters. Most services write none, not even line breaks, so
    /// that no string needs to be searched for them.
    has_controls: bool,
}

/// A string of the text.
pub(super) enum Token<'de> {
    /// The string, which has no escape.
    Plain(&'de str),
    /// A string with escapes, as it is written, in its quotes.
    Escaped(&'de str),
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        // Without an early end, the compiler uses vector instructions.
        let has_controls = text.bytes().fold(u8::MAX, u8::min) < b' ';
        Self {
            text,
            position: 0,
            depth: 0,
            has_controls,
        }
    }

    /// Skips white space, and returns the byte after it.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.position)?;
            if byte > b' ' || !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.position += 1;
        }
    }

    /// Skips white space and this byte, which must follow.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Refused> {
        if self.peek() == Some(byte) {
            self.position += 1;
            Ok(())
        } else {
            Err(Refused)
        }
    }

    /// Returns whether only white space follows.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Enters an array or an object, whose first byte this is.
    #[inline]
    pub(super) fn enter(&mut self, open: u8) -> Result<(), Refused> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Refused);
        }
        Ok(())
    }

    /// Leaves an array or an object, whose last byte this is.
    #[inline]
    pub(super) fn leave(&mut self, close: u8) -> Result<(), Refused> {
        self.depth -= 1;
        self.expect(close)
    }

    /// Moves to the next item of an array or member of an object, and returns whether there is one.
    /// The array or object is left only by [`leave`](Self::leave).
    #[inline]
    pub(super) fn next(&mut self, is_first: bool, close: u8) -> Result<bool, Refused> {
        match self.peek() {
            Some(byte) if byte == close => Ok(false),
            Some(b',') if !is_first => {
                self.position += 1;
                // A comma at the end is followed by no value, and refused with it.
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(Refused),
        }
    }

    /// Reads the word `true`, `false` or `null`.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> Result<(), Refused> {
        let end = self.position + word.len();
        if self.text.as_bytes().get(self.position..end) == Some(word.as_bytes()) {
            self.position = end;
            Ok(())
        } else {
            Err(Refused)
        }
    }

    /// Reads a string.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Token<'de>, Refused> {
        self.expect(b'"')?;
        let start = self.position;
        let rest = self.text.as_bytes().get(start..).ok_or(Refused)?;
        let length = memchr2(b'"', b'\\', rest).ok_or(Refused)?;
        if rest[length] == b'\\' {
            return self.escaped(start, length);
        }
        let string = self.text.get(start..start + length).ok_or(Refused)?;
        if self.has_controls && string.bytes().any(|byte| byte < b' ') {
            return Err(Refused);
        }
        self.position = start + length + 1;
        Ok(Token::Plain(string))
    }

    /// Reads a string if it is this one, which has no escape.
    #[inline]
    pub(super) fn is_string(&mut self, string: &str) -> bool {
        if self.peek() != Some(b'"') {
            return false;
        }
        let start = self.position + 1;
        let end = start + string.len();
        let bytes = self.text.as_bytes();
        let is_equal = bytes.get(end) == Some(&b'"') && &bytes[start..end] == string.as_bytes();
        if is_equal {
            self.position = end + 1;
        }
        is_equal
    }

    /// Finds the end of a string whose first escape is this many bytes after its start. Whoever
    /// reads the string checks the escapes.
    fn escaped(&mut self, start: usize, first: usize) -> Result<Token<'de>, Refused> {
        let mut end = start + first;
        loop {
            let rest = self.text.as_bytes().get(end..).ok_or(Refused)?;
            end += memchr2(b'"', b'\\', rest).ok_or(Refused)?;
            if self.text.as_bytes()[end] == b'"' {
                break;
            }
            end += 2;
        }
        self.position = end + 1;
        let token = self.text.get(start - 1..=end).ok_or(Refused)?;
        Ok(Token::Escaped(token))
    }

    /// Reads a number if it is an integer of fewer than 19 digits, as most numbers are.
    #[inline]
    pub(super) fn integer(&mut self) -> Option<i64> {
        let bytes = self.text.as_bytes();
        let is_negative = bytes.get(self.position) == Some(&b'-');
        let start = self.position + usize::from(is_negative);
        let mut end = start;
        let mut integer = 0;
        while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
            if end - start == 18 {
                return None;
            }
            integer = 10 * integer + i64::from(digit - b'0');
            end += 1;
        }
        // A number has no zero before other digits, and -0 is not an integer in Rust.
        let is_plain = match bytes.get(start) {
            Some(b'0') => end - start == 1 && !is_negative,
            _ => end > start,
        };
        if !is_plain || matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.position = end;
        Some(if is_negative { -integer } else { integer })
    }

    /// Returns the text of a number, which whoever reads it checks.
    pub(super) fn number(&mut self) -> &'de str {
        let rest = &self.text[self.position..];
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|byte| !is_part(byte));
        let number = &rest[..end.unwrap_or(rest.len())];
        self.position += number.len();
        number
    }

    /// Skips a value, and returns its text.
    pub(super) fn value(&mut self) -> Result<&'de str, Refused> {
        self.peek();
        let start = self.position;
        self.skip()?;
        self.text.get(start..self.position).ok_or(Refused)
    }

    fn skip(&mut self) -> Result<(), Refused> {
        match self.peek().ok_or(Refused)? {
            b'"' => match self.string()? {
                Token::Plain(_) => Ok(()),
                Token::Escaped(token) => is_json::<String>(token),
            },
            b'{' => {
                self.enter(b'{')?;
                let mut is_first = true;
                while self.next(is_first, b'}')? {
                    if let Token::Escaped(token) = self.string()? {
                        is_json::<String>(token)?;
                    }
                    self.expect(b':')?;
                    self.skip()?;
                    is_first = false;
                }
                self.leave(b'}')
            }
            b'[' => {
                self.enter(b'[')?;
                let mut is_first = true;
                while self.next(is_first, b']')? {
                    self.skip()?;
                    is_first = false;
                }
                self.leave(b']')
            }
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            b'-' | b'0'..=b'9' => match self.integer() {
                Some(_) => Ok(()),
                None => is_json::<IgnoredAny>(self.number()),
            },
            _ => Err(Refused),
        }
    }
}

/// Lets `serde_json` check a token.
fn is_json<'t, T: Deserialize<'t>>(text: &'t str) -> Result<(), Refused> {
    match serde_json::from_str::<T>(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refused),
    }
}
