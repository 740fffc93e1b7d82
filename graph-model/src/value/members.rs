//! Reads the members of an object into a draft, driven by the description of its type.
//!
//! If the tag of a union is the first member, as it nearly always is, nothing is kept. Members
//! before the tag are kept as text until the tag is read; the rest is streamed.

use std::borrow::Cow;
use std::fmt;
use std::mem;
use std::slice;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

use super::filling::{
    Filling, Name, expect_new_dynamic, forget_undeclared, inherited, keep_derived_type,
    occurs_twice, read_dynamic,
};
use super::read::{InputSeed, Receive, read};
use super::variant::{NameOrTag, NameOrTagSeed, Named, variant_of};
use crate::description::control_information::TAG;
use crate::description::input::{Draft, Input, MemberSource, ReadError, Receiver};
use crate::description::tag::{self, Meaning};
use crate::description::{MemberPlace, TypeDescription};
use crate::json::{self, EXPECTED_NAME, JsonText};

/// The maximum nesting depth of JSON text that is read as a property.
///
/// `serde_json` refuses more than 128 levels, but starts a new count for each document. With
/// this limit, nested documents add a bounded amount of recursion.
const DEEPEST: usize = 32;

/// The members of an object, and the error that the input has returned.
pub(super) struct Members<'de, A: MapAccess<'de>> {
    map: A,
    /// The members before the tag. They are borrowed from the input if possible, so that nesting
    /// does not multiply the memory.
    kept: Vec<(Cow<'de, str>, JsonText<'de>)>,
    /// The tag that was read before the type of the object was known, with its name.
    tag: Option<(&'static str, String)>,
    tag_is_read: bool,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
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
            ReadError::Source
        })
    }

    #[inline]
    fn next_name(&mut self, seed: NameIn<'_>) -> Result<Option<Name>, ReadError> {
        let name = self.map.next_key_seed(seed);
        self.checked(name)
    }

    #[inline]
    fn next_value(&mut self, reads_text: bool, then: impl Receive) -> Result<(), ReadError> {
        let value = self.map.next_value_seed(InputSeed { reads_text, then });
        self.checked(value)
    }

    fn skip_value(&mut self) -> Result<(), ReadError> {
        let value = self.map.next_value::<IgnoredAny>();
        self.checked(value).map(drop)
    }

    /// Reads the value of a tag, or `None` if it is null.
    fn tag(
        &mut self,
        then: &mut dyn FnMut(&str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.next_value(false, |input: Input<'_>| match input {
            Input::String(tag) => then(tag),
            Input::Null => Ok(()),
            other => Err(other.unexpected("the name of a type")),
        })
    }

    fn fill_kept(&mut self, draft: &mut dyn Draft, filling: &mut Filling) -> Result<(), ReadError> {
        for (name, text) in mem::take(&mut self.kept) {
            let mut dynamic = String::new();
            match filling.name(&name, &mut dynamic) {
                Name::Declared => {
                    let Some(place) = filling.place else { continue };
                    filling.note_declared(place)?;
                    if let Some(part) = inherited(draft, place.distance) {
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

    /// Reads the member at this place and those that follow it in the same part of the draft, and
    /// returns the name after them. Most members of an object follow each other, so the part is
    /// seldom looked up.
    fn fill_part(
        &mut self,
        draft: &mut dyn Draft,
        filling: &mut Filling,
        dynamic: &mut String,
        mut place: MemberPlace,
    ) -> Result<Option<Name>, ReadError> {
        let distance = place.distance;
        let Some(part) = inherited(draft, distance) else {
            self.skip_value()?;
            return self.next_name(NameIn { filling, dynamic });
        };
        loop {
            filling.note_declared(place)?;
            let access = place.member().access();
            self.next_value(access.reads_text, |input: Input<'_>| {
                (access.read)(part.member_mut(place.index), input)
            })?;
            let name = self.next_name(NameIn { filling, dynamic })?;
            match filling.place {
                Some(next) if name == Some(Name::Declared) && next.distance == distance => {
                    place = next;
                }
                _ => return Ok(name),
            }
        }
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
        return Err(ReadError::Value(format!(
            "a member before the tag of its object nests deeper than {DEEPEST} levels"
        )));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read(&mut deserializer, reads_text, then).map_err(ReadError::custom)
}

impl<'de, A: MapAccess<'de>> MemberSource for Members<'de, A> {
    fn fill(
        &mut self,
        draft: &mut dyn Draft,
        of: &'static TypeDescription,
    ) -> Result<(), ReadError> {
        if !of.starts_absent() {
            forget_undeclared(draft);
        }
        let mut filling = Filling::new(of);
        self.fill_kept(draft, &mut filling)?;
        let mut dynamic = String::new();
        let mut next = self.next_name(NameIn {
            filling: &mut filling,
            dynamic: &mut dynamic,
        })?;
        while let Some(name) = next {
            match name {
                Name::Declared => match filling.place {
                    Some(place) => {
                        next = self.fill_part(draft, &mut filling, &mut dynamic, place)?;
                        continue;
                    }
                    None => self.skip_value()?,
                },
                Name::Tag => {
                    if mem::replace(&mut self.tag_is_read, true) {
                        return Err(occurs_twice(TAG, of));
                    }
                    self.tag(&mut |tag| match tag::meaning(tag, of)? {
                        Meaning::Derived(name) => keep_derived_type(draft, name),
                        Meaning::Itself => Ok(()),
                    })?;
                }
                Name::Dynamic => match expect_new_dynamic(draft, &dynamic, of)? {
                    Some(reads_text) => self.next_value(reads_text, |input: Input<'_>| {
                        read_dynamic(draft, mem::take(&mut dynamic), input)
                    })?,
                    None => self.skip_value()?,
                },
                Name::Unknown => self.skip_value()?,
            }
            next = self.next_name(NameIn {
                filling: &mut filling,
                dynamic: &mut dynamic,
            })?;
        }
        filling.finish(draft)
    }

    fn variant(
        &mut self,
        declared: &'static TypeDescription,
        variants: &[&'static TypeDescription],
    ) -> Result<Option<usize>, ReadError> {
        let mut tag_is_empty = false;
        loop {
            let name = self.map.next_key_seed(NameOrTagSeed);
            let Some(name) = self.checked(name)? else {
                let own = |variant: &&TypeDescription| variant.name() == declared.name();
                return match variants.iter().position(own) {
                    Some(number) => Ok(Some(number)),
                    None => Err(ReadError::Value(format!(
                        "`{TAG}` is missing, and `{}` is not a variant of the union",
                        declared.name()
                    ))),
                };
            };
            let name = match name {
                NameOrTag::Name(name) => name,
                NameOrTag::Tag(spelling) => {
                    if mem::replace(&mut tag_is_empty, true) {
                        return Err(occurs_twice(TAG, declared));
                    }
                    let mut named = None;
                    self.tag(&mut |tag| {
                        named = variant_of(tag, variants);
                        Ok(())
                    })?;
                    match named {
                        None => continue,
                        Some(Named::Variant(number)) => {
                            self.tag_is_read = true;
                            return Ok(Some(number));
                        }
                        Some(Named::Unknown(tag)) => {
                            self.tag_is_read = true;
                            self.tag = Some((spelling, tag));
                            return Ok(None);
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
        then: &mut dyn FnMut(String, String) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        for (name, text) in mem::take(&mut self.kept) {
            then(name.into_owned(), text.into_string())?;
        }
        if let Some((name, tag)) = self.tag.take() {
            let text = serde_json::to_string(&tag).map_err(ReadError::custom)?;
            then(name.to_owned(), text)?;
        }
        loop {
            let member = self.map.next_entry::<String, JsonText<'de>>();
            match self.checked(member)? {
                Some((name, text)) => then(name, text.into_string())?,
                None => return Ok(()),
            }
        }
    }

    fn number(&mut self) -> Option<serde_json::Number> {
        serde_json::Number::deserialize(MapAccessDeserializer::new(&mut self.map)).ok()
    }
}

/// Reads a name, and keeps a copy only of that of a dynamic property. Few objects have such names.
struct NameIn<'a> {
    filling: &'a mut Filling,
    dynamic: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for NameIn<'_> {
    type Value = Name;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_newtype_struct(EXPECTED_NAME, self)
    }
}

impl<'de> Visitor<'de> for NameIn<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    /// The input does not know the request.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, input: D) -> Result<Name, D::Error> {
        input.deserialize_identifier(self)
    }

    /// The input can compare the name with the one that is expected.
    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, input: D) -> Result<Name, D::Error> {
        match self.filling.expected_name() {
            Some(name) => input.deserialize_struct(EXPECTED_NAME, slice::from_ref(name), self),
            None => input.deserialize_identifier(self),
        }
    }

    /// The name is the one that was expected.
    #[inline]
    fn visit_unit<E: Error>(self) -> Result<Name, E> {
        Ok(self.filling.expected())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(self.filling.name(name, self.dynamic))
    }
}
