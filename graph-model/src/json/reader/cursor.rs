//! The tokens of a JSON text (RFC 8259).

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Refused;
use crate::json::special_byte;

/// The maximum nesting depth, which is that of `serde_json`.
const DEEPEST: usize = 127;

/// A position in a JSON text.
pub(crate) struct Cursor<'de> {
    text: &'de str,
    position: usize,
    /// The arrays and objects around the position.
    depth: usize,
    /// A flag that the reader of one value passes to the next. The cursor ignores it.
    pub hint: bool,
}

/// A position to which a cursor can return.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    position: usize,
    depth: usize,
}

/// A string of the text.
pub(crate) enum Token<'de> {
    /// The string, which has no escape.
    Plain(&'de str),
    /// A string with escapes, as it is written, in its quotes.
    Escaped(&'de str),
}

impl<'de> Cursor<'de> {
    /// Starts at the beginning of a text that is inside this many arrays and objects.
    pub(crate) fn new(text: &'de str, depth: usize) -> Self {
        Self {
            text,
            position: 0,
            depth,
            hint: false,
        }
    }

    /// The text that follows.
    pub(super) fn rest(&self) -> Result<&'de str, Refused> {
        self.text.get(self.position..).ok_or(Refused)
    }

    /// Skips what another cursor has read of the rest.
    pub(super) fn skip_read(&mut self, length: usize) {
        self.position = self.position.saturating_add(length).min(self.text.len());
    }

    /// The number of arrays and objects around the cursor.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The number of bytes before the cursor.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The text between a position and the cursor.
    pub(crate) fn since(&self, start: usize) -> Result<&'de str, Refused> {
        self.text.get(start..self.position).ok_or(Refused)
    }

    /// The position of the cursor, to which it can return.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            position: self.position,
            depth: self.depth,
        }
    }

    pub(crate) fn return_to(&mut self, mark: Mark) {
        self.position = mark.position;
        self.depth = mark.depth;
    }

    /// Skips white space, and returns the byte after it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
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
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), Refused> {
        if self.peek() == Some(byte) {
            self.position += 1;
            Ok(())
        } else {
            Err(Refused)
        }
    }

    /// Returns whether only white space follows.
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Enters an array or an object, whose first byte this is.
    #[inline]
    pub(crate) fn enter(&mut self, open: u8) -> Result<(), Refused> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Refused);
        }
        Ok(())
    }

    /// Leaves an array or an object, whose last byte this is.
    #[inline]
    pub(crate) fn leave(&mut self, close: u8) -> Result<(), Refused> {
        self.depth -= 1;
        self.expect(close)
    }

    /// Moves to the next item of an array or member of an object, and returns whether there is one.
    /// The array or object is left only by [`leave`](Self::leave).
    #[inline]
    pub(crate) fn next(&mut self, is_first: bool, close: u8) -> Result<bool, Refused> {
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
    pub(crate) fn word(&mut self, word: &str) -> Result<(), Refused> {
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
    pub(crate) fn string(&mut self) -> Result<Token<'de>, Refused> {
        self.expect(b'"')?;
        let start = self.position;
        let end = special_byte::find(self.text.as_bytes(), start).ok_or(Refused)?;
        match self.text.as_bytes()[end] {
            b'"' => {
                self.position = end + 1;
                self.text.get(start..end).map(Token::Plain).ok_or(Refused)
            }
            b'\\' => self.escaped(start, end),
            // A control character.
            _ => Err(Refused),
        }
    }

    /// Moves to the value of the next member if the member has this name, which is given as JSON text
    /// has it between two values, and if no white space is around it. Services write none.
    #[inline]
    pub(crate) fn is_member(&mut self, name: &str, is_first: bool) -> bool {
        let name = name.as_bytes();
        let name = if is_first { &name[1..] } else { name };
        let end = self.position + name.len();
        let is_member = self.text.as_bytes().get(self.position..end) == Some(name);
        if is_member {
            self.position = end;
        }
        is_member
    }

    /// Finds the end of a string whose first escape is here. Whoever reads the string checks the
    /// escapes.
    fn escaped(&mut self, start: usize, first: usize) -> Result<Token<'de>, Refused> {
        let bytes = self.text.as_bytes();
        let mut end = first;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end = special_byte::find(bytes, end + 2).ok_or(Refused)?,
                _ => return Err(Refused),
            }
        }
        self.position = end + 1;
        let token = self.text.get(start - 1..=end).ok_or(Refused)?;
        Ok(Token::Escaped(token))
    }

    /// Reads a number if it is an integer of fewer than 19 digits, as most numbers are.
    #[inline]
    pub(crate) fn integer(&mut self) -> Option<i64> {
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
    pub(crate) fn number(&mut self) -> &'de str {
        let rest = &self.text[self.position..];
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|byte| !is_part(byte));
        let number = &rest[..end.unwrap_or(rest.len())];
        self.position += number.len();
        number
    }

    /// Skips a value, and returns its text.
    pub(crate) fn value(&mut self) -> Result<&'de str, Refused> {
        self.peek();
        let start = self.position;
        self.skip()?;
        self.since(start)
    }

    /// Skips a value.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), Refused> {
        // Most values are strings.
        match self.peek() {
            Some(b'"') => self.skip_string(),
            _ => self.skip_any(),
        }
    }

    /// Skips a value. As in `serde_json`, its arrays and objects may nest to any depth, because nothing is
    /// read from them.
    fn skip_any(&mut self) -> Result<(), Refused> {
        let mut open = Open::default();
        loop {
            let mut is_first = false;
            match self.peek().ok_or(Refused)? {
                b'"' => self.skip_string()?,
                b'{' => {
                    self.position += 1;
                    open.push(true);
                    is_first = true;
                }
                b'[' => {
                    self.position += 1;
                    open.push(false);
                    is_first = true;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                b'-' | b'0'..=b'9' => {
                    if self.integer().is_none() {
                        is_json::<IgnoredAny>(self.number())?;
                    }
                }
                _ => return Err(Refused),
            }
            // What was skipped may be the last value of several arrays and objects.
            loop {
                let Some(is_object) = open.last() else {
                    return Ok(());
                };
                if self.next(is_first, if is_object { b'}' } else { b']' })? {
                    if is_object {
                        self.skip_string()?;
                        self.expect(b':')?;
                    }
                    break;
                }
                self.position += 1;
                open.pop();
                is_first = false;
            }
        }
    }

    fn skip_string(&mut self) -> Result<(), Refused> {
        match self.string()? {
            Token::Plain(_) => Ok(()),
            // A skipped string may hold half of a surrogate pair, as in `serde_json`.
            Token::Escaped(token) => is_json::<IgnoredAny>(token),
        }
    }
}

/// The arrays and objects around a position, each as one bit that tells whether it is an object.
#[derive(Default)]
struct Open {
    /// The innermost of them, the last in the lowest bit.
    last: u64,
    /// The number of bits that `last` holds.
    count: u32,
    /// The others, in full words. Few texts nest that deep.
    others: Vec<u64>,
}

impl Open {
    fn push(&mut self, is_object: bool) {
        if self.count == u64::BITS {
            self.others.push(self.last);
            self.count = 0;
        }
        self.last = self.last << 1 | u64::from(is_object);
        self.count += 1;
    }

    fn last(&self) -> Option<bool> {
        (self.count > 0).then_some(self.last & 1 == 1)
    }

    fn pop(&mut self) {
        self.last >>= 1;
        self.count -= 1;
        if self.count == 0
            && let Some(last) = self.others.pop()
        {
            self.last = last;
            self.count = u64::BITS;
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
