//! Reads values and the members of objects from a JSON text in memory.
//!
//! No call goes through serde's traits, and nothing is buffered.
//!
//! Services send the tag of a union first or not at all. So an object that does not start with a
//! tag is read as the declared type, and read again if a tag comes later. After the first late tag,
//! the reader searches each further object for a tag before it reads the object.

use std::mem;

use serde::de::Error;

use super::filling::{Filling, Name, occurs_twice};
use super::members::{self, NameReading, NextMember};
use super::read::read_inside;
use super::variant::{Named, variant_of, without_tag};
use crate::description::TypeDescription;
use crate::description::control_information::{TAG, TAG_TEXT, tag_named};
use crate::description::input::{
    Draft, FoundVariant, Input, ItemSource, MemberSource, ReadError, Receive, Receiver,
};
use crate::json::{Cursor, Mark, Refused, Token, with_hint, without_hint};

/// A text that is being read. The hint of the cursor is set once a late tag was found.
pub(super) struct Text<'de> {
    cursor: Cursor<'de>,
    /// Whether an outer object is being guessed. A guess inside a guess would repeat the inner
    /// reads.
    is_guess: bool,
}

impl<'de> Text<'de> {
    /// Starts at the rest of a text.
    pub(super) fn new(text: &'de str, depth_and_hint: usize) -> Self {
        let (depth, hint) = without_hint(depth_and_hint);
        let mut cursor = Cursor::new(text, depth);
        cursor.hint = hint;
        Self {
            cursor,
            is_guess: false,
        }
    }

    /// Returns the number of bytes that were read, and the hint.
    pub(super) fn length_and_hint(&self) -> usize {
        with_hint(self.cursor.position(), self.cursor.hint)
    }
}

/// Reads the value at the cursor and hands it to `then`.
///
/// # Errors
///
/// Returns an error if the text is not JSON, and those of `then`.
#[inline]
pub(super) fn read_text(
    text: &mut Text<'_>,
    reads_text: bool,
    mut then: impl Receive,
) -> Result<(), ReadError> {
    let cursor = &mut text.cursor;
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
            then(Input::Members(&mut TextMembers::new(text)))?;
            Ok(text.cursor.leave(b'}')?)
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
                text,
                is_first: true,
            }))?;
            Ok(text.cursor.leave(b']')?)
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
struct TextItems<'t, 'de> {
    text: &'t mut Text<'de>,
    is_first: bool,
}

impl ItemSource for TextItems<'_, '_> {
    fn next(&mut self, reads_text: bool, then: &mut Receiver<'_>) -> Result<bool, ReadError> {
        if !self.text.cursor.next(self.is_first, b']')? {
            return Ok(false);
        }
        self.is_first = false;
        read_text(self.text, reads_text, then)?;
        Ok(true)
    }
}

/// The members of an object.
struct TextMembers<'t, 'de> {
    text: &'t mut Text<'de>,
    is_first: bool,
    tag_is_read: bool,
    /// The position of the first member, while the object is guessed to have no tag.
    guess: Option<Mark>,
    /// The position of the tag's value, if a guess has found one.
    late_tag: Option<Mark>,
}

impl<'t, 'de> TextMembers<'t, 'de> {
    fn new(text: &'t mut Text<'de>) -> Self {
        Self {
            text,
            is_first: true,
            tag_is_read: false,
            guess: None,
            late_tag: None,
        }
    }

    /// Moves to the next member, whose name may be any.
    fn next_token(&mut self) -> Result<Option<Token<'de>>, Refused> {
        if !self.text.cursor.next(self.is_first, b'}')? {
            return Ok(None);
        }
        self.is_first = false;
        let name = self.text.cursor.string()?;
        self.text.cursor.expect(b':')?;
        Ok(Some(name))
    }

    /// Moves to the value of the late tag and returns true, if a guess has found one.
    fn move_to_late_tag(&mut self) -> bool {
        let tag = self.late_tag.take();
        if let Some(tag) = tag {
            self.text.cursor.return_to(tag);
        }
        tag.is_some()
    }

    /// Whether to guess: no late tag was found yet, and no outer object is being guessed.
    fn may_guess(&self) -> bool {
        !self.text.cursor.hint && !self.text.is_guess
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
            self.text.cursor.skip()?;
        }
        Ok(false)
    }

    /// Returns to the first member, so that all members are read again.
    fn return_to(&mut self, start: Mark) {
        self.text.cursor.return_to(start);
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
        let is_next = self.text.cursor.is_member(name, self.is_first);
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
        read_text(self.text, reads_text, then)
    }

    fn skip_value(&mut self) -> Result<(), ReadError> {
        Ok(self.text.cursor.skip()?)
    }

    fn begin_tag(&mut self, of: &TypeDescription) -> Result<(), ReadError> {
        if self.guess.is_some() {
            // This error ends the guess, and `retry` returns to the first member.
            self.late_tag = Some(self.text.cursor.mark());
            return Err(ReadError::input());
        }
        if mem::replace(&mut self.tag_is_read, true) {
            return Err(occurs_twice(TAG, of));
        }
        Ok(())
    }
}

impl MemberSource for TextMembers<'_, '_> {
    fn fill(
        &mut self,
        draft: &mut dyn Draft,
        of: &'static TypeDescription,
    ) -> Result<(), ReadError> {
        let filling = Filling::start(draft, of);
        members::fill(self, draft, filling)?;
        if self.guess.take().is_some() {
            self.text.is_guess = false;
        }
        Ok(())
    }

    fn variant(
        &mut self,
        declared: &'static TypeDescription,
        variants: &[&'static TypeDescription],
    ) -> Result<FoundVariant, ReadError> {
        let start = self.text.cursor.mark();
        let tag_is_first = self.is_first && self.text.cursor.is_member(TAG_TEXT, true);
        let mut is_at_tag = tag_is_first || self.move_to_late_tag();
        if !is_at_tag
            && self.may_guess()
            && let Ok(number) = without_tag(declared, variants)
        {
            self.guess = Some(start);
            self.text.is_guess = true;
            return Ok(FoundVariant::Guessed(number));
        }
        let mut has_tag = false;
        loop {
            if !is_at_tag {
                is_at_tag = self.next_is_tag()?;
                self.text.cursor.hint |= is_at_tag;
            }
            if !is_at_tag {
                self.return_to(start);
                return without_tag(declared, variants).map(FoundVariant::Known);
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
                None => is_at_tag = false,
                Some(Named::Variant(number)) => {
                    self.tag_is_read = tag_is_first;
                    if !tag_is_first {
                        self.return_to(start);
                    }
                    return Ok(FoundVariant::Known(number));
                }
                Some(Named::Unknown) => {
                    self.return_to(start);
                    return Ok(FoundVariant::Unknown);
                }
            }
        }
    }

    #[cold]
    fn retry(&mut self) -> bool {
        let Some(start) = self.guess.take() else {
            return false;
        };
        self.text.is_guess = false;
        if self.late_tag.is_none() {
            // The declared type may have refused a member that precedes a late tag.
            self.return_to(start);
            if !matches!(self.next_is_tag(), Ok(true)) {
                return false;
            }
            self.late_tag = Some(self.text.cursor.mark());
        }
        self.text.cursor.hint = true;
        self.return_to(start);
        true
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
            then(name, self.text.cursor.value()?)?;
        }
        Ok(())
    }

    /// The cursor hands numbers on as numbers.
    fn number(&mut self) -> Option<serde_json::Number> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, read_text};
    use crate::description::input::{Input, ReadError};

    /// Adds a description of a value, and of its items, to the list.
    fn describe(input: Input<'_>, found: &mut Vec<String>) -> Result<(), ReadError> {
        let value = match input {
            Input::Null => "null".to_owned(),
            Input::Boolean(value) => value.to_string(),
            Input::Integer(value) => value.to_string(),
            Input::Float(value) => format!("{value:?}"),
            Input::String(value) => format!("{value:?}"),
            Input::Items(items) => {
                while items.next(false, &mut |item| describe(item, found))? {}
                "items".to_owned()
            }
            Input::Members(members) => {
                let mut texts = String::new();
                members.texts(&mut |name, text| {
                    texts.extend([&name, "=", text, ";"]);
                    Ok(())
                })?;
                texts
            }
            _ => "another kind".to_owned(),
        };
        found.push(value);
        Ok(())
    }

    /// If one kind were refused, `serde_json` would read the whole response again, and only the time
    /// would show it.
    #[test]
    fn every_kind_of_value_is_read_without_serde_json() {
        let json = r#"[null, true ,false,-12,1.5,"a","\n",[],["b"],{},{"c":[1],"\u0064":{}}]"#;
        let (mut text, mut found) = (Text::new(json, 0), Vec::new());
        read_text(&mut text, false, |input: Input<'_>| {
            describe(input, &mut found)
        })
        .unwrap();
        let expected = [
            "null",
            "true",
            "false",
            "-12",
            "1.5",
            "\"a\"",
            "\"\\n\"",
            "items",
            "\"b\"",
            "items",
            "",
            "c=[1];d={};",
            "items",
        ];
        assert_eq!(found, expected);
        assert_eq!(text.length_and_hint(), 2 * json.len());
    }
}
