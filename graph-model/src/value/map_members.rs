//! Reads the members of an object from any deserializer.
//!
//! If the tag of a union is the first member, as it nearly always is, nothing is kept. Members
//! before the tag are kept as text until the tag is read; the rest is streamed.

use std::borrow::Cow;
use std::fmt;
use std::mem;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

use super::filling::{Filling, Name, expect_new_dynamic, inherited, occurs_twice, read_dynamic};
use super::members::{self, NameReading, NextMember};
use super::read::{InputSeed, read_inside};
use super::variant::{NameOrTag, NameOrTagSeed, Named, variant_of, without_tag};
use crate::description::TypeDescription;
use crate::description::control_information::TAG;
use crate::description::input::{
    Draft, FoundVariant, Input, MemberSource, ReadError, Receive, Receiver,
};
use crate::json::{self, JsonText};

/// The maximum nesting depth of JSON text that is read as a property.
///
/// `serde_json` refuses more than 128 levels, but starts a new count for each document. With
/// this limit, nested documents add a bounded amount of recursion.
const DEEPEST: usize = 32;

/// The members of an object, and the error that the input has returned.
pub(super) struct MapMembers<'de, A: MapAccess<'de>> {
    map: A,
    /// The members before the tag. They are borrowed from the input if possible, so that nesting
    /// does not multiply the memory.
    kept: Vec<(Cow<'de, str>, JsonText<'de>)>,
    /// The tag that was read before the type of the object was known, with its name.
    tag: Option<(&'static str, String)>,
    tag_is_read: bool,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> MapMembers<'de, A> {
    pub(super) fn new(map: A) -> Self {
        Self {
            map,
            kept: Vec::new(),
            tag: None,
            tag_is_read: false,
            error: None,
        }
    }

    pub(super) fn into_error(self) -> Option<A::Error> {
        self.error
    }

    /// Keeps the error of the input.
    #[inline]
    fn checked<T>(&mut self, result: Result<T, A::Error>) -> Result<T, ReadError> {
        result.map_err(|error| {
            self.error = Some(error);
            ReadError::input()
        })
    }

    fn fill_kept(&mut self, draft: &mut dyn Draft, filling: &mut Filling) -> Result<(), ReadError> {
        let mut next = filling.of.first_member();
        for (name, text) in mem::take(&mut self.kept) {
            let mut dynamic = String::new();
            match filling.name(next, &name, &mut dynamic) {
                name @ (Name::Next | Name::Declared) => {
                    let Some(place) = filling.place_of(name, next) else {
                        continue;
                    };
                    next = filling.of.member_after(place);
                    filling.note_declared(place)?;
                    if let Some(part) = inherited(draft, filling.of.distance_to(place)) {
                        let access = place.member().access();
                        kept(&text, access.reads_text, &mut |input| {
                            (access.read)(part.member_mut(place.index), input)
                        })?;
                    }
                }
                Name::Tag => return Err(occurs_twice(TAG, filling.of)),
                Name::Dynamic => {
                    if let Some(reads_text) = expect_new_dynamic(draft, &dynamic, filling.of)? {
                        kept(&text, reads_text, &mut |input| {
                            read_dynamic(draft, mem::take(&mut dynamic), input)
                        })?;
                    }
                }
                Name::Unknown => {}
            }
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> NextMember for MapMembers<'de, A> {
    fn next_name(&mut self, reading: NameReading<'_>) -> Result<Option<Name>, ReadError> {
        let name = self.map.next_key_seed(reading);
        self.checked(name)
    }

    /// A deserializer cannot compare a name without reading it.
    fn is_next(&mut self, _: &str) -> bool {
        false
    }

    fn value(&mut self, reads_text: bool, then: impl Receive) -> Result<(), ReadError> {
        let value = self.map.next_value_seed(InputSeed { reads_text, then });
        self.checked(value)
    }

    fn skip_value(&mut self) -> Result<(), ReadError> {
        let value = self.map.next_value::<IgnoredAny>();
        self.checked(value).map(drop)
    }

    fn begin_tag(&mut self, of: &TypeDescription) -> Result<(), ReadError> {
        if mem::replace(&mut self.tag_is_read, true) {
            return Err(occurs_twice(TAG, of));
        }
        Ok(())
    }
}

/// Reads a value that was kept as text.
fn kept(text: &JsonText<'_>, reads_text: bool, then: &mut Receiver<'_>) -> Result<(), ReadError> {
    let text = text.as_str();
    // Most values are strings without an escape, and need no parser.
    let string = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(string) = string.filter(|string| !reads_text && !string.contains('\\')) {
        return then(Input::String(string));
    }
    if text.starts_with(['{', '[']) && json::depth(text) > DEEPEST {
        return Err(ReadError::value(format!(
            "a member before the tag of its object nests deeper than {DEEPEST} levels"
        )));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_inside(&mut deserializer, reads_text, then).map_err(ReadError::custom)
}

impl<'de, A: MapAccess<'de>> MemberSource for MapMembers<'de, A> {
    fn fill(
        &mut self,
        draft: &mut dyn Draft,
        of: &'static TypeDescription,
    ) -> Result<(), ReadError> {
        let mut filling = Filling::start(draft, of);
        self.fill_kept(draft, &mut filling)?;
        members::fill(self, draft, filling)
    }

    fn variant(
        &mut self,
        declared: &'static TypeDescription,
        variants: &[&'static TypeDescription],
    ) -> Result<FoundVariant, ReadError> {
        let mut tag_is_empty = false;
        loop {
            let name = self.map.next_key_seed(NameOrTagSeed);
            let Some(name) = self.checked(name)? else {
                return without_tag(declared, variants).map(FoundVariant::Known);
            };
            let name = match name {
                NameOrTag::Name(name) => name,
                NameOrTag::Tag(spelling) => {
                    if mem::replace(&mut tag_is_empty, true) {
                        return Err(occurs_twice(TAG, declared));
                    }
                    let mut named = None;
                    let mut unknown = String::new();
                    self.tag(|tag| {
                        named = variant_of(tag, variants);
                        if let Some(Named::Unknown) = named {
                            tag.clone_into(&mut unknown);
                        }
                        Ok(())
                    })?;
                    match named {
                        None => continue,
                        Some(Named::Variant(number)) => {
                            self.tag_is_read = true;
                            return Ok(FoundVariant::Known(number));
                        }
                        Some(Named::Unknown) => {
                            self.tag_is_read = true;
                            self.tag = Some((spelling, unknown));
                            return Ok(FoundVariant::Unknown);
                        }
                    }
                }
            };
            let value = self.map.next_value();
            let value = self.checked(value)?;
            self.kept.push((name, value));
        }
    }

    fn texts(
        &mut self,
        then: &mut dyn FnMut(String, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        for (name, text) in mem::take(&mut self.kept) {
            then(name.into_owned(), text.as_str())?;
        }
        if let Some((name, tag)) = self.tag.take() {
            let text = serde_json::to_string(&tag).map_err(ReadError::custom)?;
            then(name.to_owned(), &text)?;
        }
        loop {
            let member = self.map.next_entry::<String, JsonText<'de>>();
            match self.checked(member)? {
                Some((name, text)) => then(name, text.as_str())?,
                None => return Ok(()),
            }
        }
    }

    fn number(&mut self) -> Option<serde_json::Number> {
        serde_json::Number::deserialize(MapAccessDeserializer::new(&mut self.map)).ok()
    }
}

impl<'de> DeserializeSeed<'de> for NameReading<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameReading<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(self.meaning(name))
    }
}
