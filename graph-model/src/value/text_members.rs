//! Reads values and the members of objects from a JSON text in memory.
//!
//! No call goes through serde's traits, and nothing is kept: if the tag of a union is not the first
//! member, the members before it are read again after it was found.

use std::mem;

use serde::de::Error;

use super::filling::{Filling, Name, occurs_twice};
use super::members::{self, NameReading, NextMember};
use super::read::read_inside;
use super::variant::{Named, variant_of, without_tag};
use crate::description::TypeDescription;
use crate::description::control_information::{TAG, TAG_TEXT, tag_named};
use crate::description::input::{
    Draft, Input, ItemSource, MemberSource, ReadError, Receive, Receiver,
};
use crate::json::{Cursor, Refused, Token};

/// Reads the value at the cursor and hands it to `then`.
///
/// # Errors
///
/// Returns an error if the text is not JSON, and those of `then`.
#[inline]
pub(super) fn read_text(
    cursor: &mut Cursor<'_>,
    reads_text: bool,
    mut then: impl Receive,
) -> Result<(), ReadError> {
    if reads_text {
        return then(Input::Text(cursor.value()?));
    }
    match cursor.peek() {
        Some(b'"') => match cursor.string()? {
            Token::Plain(string) => then(Input::String(string)),
            Token::Escaped(token) => read_by_serde_json(token, &mut then),
        },
        Some(b'{') => {
            cursor.enter(b'{')?;
            then(Input::Members(&mut TextMembers::new(cursor)))?;
            Ok(cursor.leave(b'}')?)
        }
        Some(b't') => {
            cursor.word("true")?;
            then(Input::Boolean(true))
        }
        Some(b'f') => {
            cursor.word("false")?;
            then(Input::Boolean(false))
        }
        Some(b'n') => {
            cursor.word("null")?;
            then(Input::Null)
        }
        Some(b'-' | b'0'..=b'9') => match cursor.integer() {
            Some(integer) => then(Input::Integer(integer)),
            None => read_by_serde_json(cursor.number(), &mut then),
        },
        Some(b'[') => {
            cursor.enter(b'[')?;
            then(Input::Items(&mut TextItems {
                cursor,
                is_first: true,
            }))?;
            Ok(cursor.leave(b']')?)
        }
        _ => Err(Refused.into()),
    }
}

/// Reads a string with escapes, or a number, as `serde_json` does.
#[cold]
fn read_by_serde_json(token: &str, then: &mut Receiver<'_>) -> Result<(), ReadError> {
    let mut json = serde_json::Deserializer::from_str(token);
    read_inside(&mut json, false, then).map_err(ReadError::custom)?;
    json.end().map_err(ReadError::custom)
}

/// The items of a collection.
struct TextItems<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    is_first: bool,
}

impl ItemSource for TextItems<'_, '_> {
    fn next(&mut self, reads_text: bool, then: &mut Receiver<'_>) -> Result<bool, ReadError> {
        if !self.cursor.next(self.is_first, b']')? {
            return Ok(false);
        }
        self.is_first = false;
        read_text(self.cursor, reads_text, then)?;
        Ok(true)
    }
}

/// The members of an object.
struct TextMembers<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    is_first: bool,
    tag_is_read: bool,
}

impl<'c, 'de> TextMembers<'c, 'de> {
    fn new(cursor: &'c mut Cursor<'de>) -> Self {
        Self {
            cursor,
            is_first: true,
            tag_is_read: false,
        }
    }

    /// Moves to the next member, whose name may be any.
    fn next_token(&mut self) -> Result<Option<Token<'de>>, Refused> {
        if !self.cursor.next(self.is_first, b'}')? {
            return Ok(None);
        }
        self.is_first = false;
        let name = self.cursor.string()?;
        self.cursor.expect(b':')?;
        Ok(Some(name))
    }

    /// Skips the members before the tag, and returns whether there is one.
    fn next_is_tag(&mut self) -> Result<bool, ReadError> {
        while let Some(name) = self.next_token()? {
            let tag = match name {
                Token::Plain(name) => tag_named(name),
                Token::Escaped(token) => tag_named(&unescaped(token)?),
            };
            if tag.is_some() {
                return Ok(true);
            }
            self.cursor.skip()?;
        }
        Ok(false)
    }

    /// Returns to the first member, so that all members are read again.
    fn return_to(&mut self, start: usize) {
        self.cursor.return_to(start);
        self.is_first = true;
    }
}

/// Decodes the escapes of a string.
#[cold]
fn unescaped(token: &str) -> Result<String, ReadError> {
    serde_json::from_str(token).map_err(ReadError::custom)
}

impl NextMember for TextMembers<'_, '_> {
    #[inline]
    fn is_next(&mut self, name: &str) -> bool {
        let is_next = self.cursor.is_member(name, self.is_first);
        self.is_first &= !is_next;
        is_next
    }

    fn next_name(&mut self, reading: NameReading<'_>) -> Result<Option<Name>, ReadError> {
        if self.is_first && !self.tag_is_read && self.is_next(TAG_TEXT) {
            return Ok(Some(Name::Tag));
        }
        Ok(match self.next_token()? {
            Some(Token::Plain(name)) => Some(reading.meaning(name)),
            Some(Token::Escaped(token)) => Some(reading.meaning(&unescaped(token)?)),
            None => None,
        })
    }

    #[inline]
    fn value(&mut self, reads_text: bool, then: impl Receive) -> Result<(), ReadError> {
        read_text(self.cursor, reads_text, then)
    }

    fn skip_value(&mut self) -> Result<(), ReadError> {
        Ok(self.cursor.skip()?)
    }

    fn note_tag(&mut self) -> bool {
        mem::replace(&mut self.tag_is_read, true)
    }
}

impl MemberSource for TextMembers<'_, '_> {
    fn fill(
        &mut self,
        draft: &mut dyn Draft,
        of: &'static TypeDescription,
    ) -> Result<(), ReadError> {
        let filling = Filling::start(draft, of);
        members::fill(self, draft, filling)
    }

    fn variant(
        &mut self,
        declared: &'static TypeDescription,
        variants: &[&'static TypeDescription],
    ) -> Result<Option<usize>, ReadError> {
        let start = self.cursor.position();
        let mut tag_is_first = self.is_first && self.cursor.is_member(TAG_TEXT, true);
        let mut has_tag = false;
        loop {
            if !tag_is_first && !self.next_is_tag()? {
                self.return_to(start);
                return without_tag(declared, variants).map(Some);
            }
            self.is_first = false;
            if mem::replace(&mut has_tag, true) {
                return Err(occurs_twice(TAG, declared));
            }
            let mut named = None;
            self.tag(|tag| {
                named = variant_of(tag, variants);
                Ok(())
            })?;
            match named {
                None => tag_is_first = false,
                Some(Named::Variant(number)) => {
                    self.tag_is_read = tag_is_first;
                    if !tag_is_first {
                        self.return_to(start);
                    }
                    return Ok(Some(number));
                }
                Some(Named::Unknown) => {
                    self.return_to(start);
                    return Ok(None);
                }
            }
        }
    }

    fn texts(
        &mut self,
        then: &mut dyn FnMut(String, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        while let Some(name) = self.next_token()? {
            let name = match name {
                Token::Plain(name) => name.to_owned(),
                Token::Escaped(token) => unescaped(token)?,
            };
            then(name, self.cursor.value()?)?;
        }
        Ok(())
    }

    /// The cursor hands numbers on as numbers.
    fn number(&mut self) -> Option<serde_json::Number> {
        None
    }
}
