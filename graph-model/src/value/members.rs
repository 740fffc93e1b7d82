//! Reads the members of an object into a draft, driven by the description of its type.
//!
//! If the tag of a union is the first member, as it nearly always is, nothing is kept. Members
//! before the tag are kept as text until the tag is read; the rest is streamed.

use std::fmt;
use std::mem;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

use super::read::{InputSeed, read};
use crate::description::input::{Draft, DynamicMembers};
use crate::description::input::{Input, MemberSource, ReadError, Receiver};
use crate::description::tag::{self, Meaning, TAG};
use crate::description::{MemberPlace, TypeDescription};
use crate::json::{self, JsonText};

/// The maximum nesting depth of a text that is read as a property.
///
/// `serde_json` refuses more than 128 levels, but starts a new count for each text. With this
/// limit, texts add a bounded amount of recursion.
const DEEPEST: usize = 32;

/// The members of an object, and the error that the input has returned.
pub(super) struct Members<'de, A: MapAccess<'de>> {
    map: A,
    /// The members before the tag. They are borrowed from the input if possible, so that nesting
    /// does not multiply the memory.
    kept: Vec<(String, JsonText<'de>)>,
    /// The tag that was read before the type of the object was known.
    tag: Option<String>,
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
    fn checked<T>(&mut self, result: Result<T, A::Error>) -> Result<T, ReadError> {
        result.map_err(|error| {
            self.error = Some(error);
            ReadError::Source
        })
    }

    fn next_name(&mut self, seed: NameIn<'_>) -> Result<Option<Name>, ReadError> {
        let name = self.map.next_key_seed(seed);
        self.checked(name)
    }

    fn next_value(&mut self, reads_text: bool, then: &mut Receiver<'_>) -> Result<(), ReadError> {
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
        self.next_value(false, &mut |input| match input {
            Input::String(tag) => then(tag),
            Input::Null => Ok(()),
            other => Err(other.unexpected("the name of a type")),
        })
    }

    fn fill_kept(&mut self, draft: &mut dyn Draft, filling: &mut Filling) -> Result<(), ReadError> {
        for (name, text) in mem::take(&mut self.kept) {
            let mut dynamic = String::new();
            match filling.name(&name, &mut dynamic) {
                Name::Declared(place) => {
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
                    let reads_text = expect_new_dynamic(draft, &dynamic, filling.of)?;
                    kept(&text, reads_text, &mut |input| {
                        read_dynamic(draft, mem::take(&mut dynamic), input)
                    })?;
                }
                Name::Unknown => {}
            }
        }
        Ok(())
    }

    /// Reads a member and those that follow it in the same part of the draft, and returns the name
    /// after them. Most members of an object follow each other, so the part is seldom looked up.
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
            self.next_value(access.reads_text, &mut |input| {
                (access.read)(part.member_mut(place.index), input)
            })?;
            match self.next_name(NameIn { filling, dynamic })? {
                Some(Name::Declared(next)) if next.distance == distance => place = next,
                other => return Ok(other),
            }
        }
    }
}

/// Reads a value that was kept as text.
fn kept(text: &JsonText<'_>, reads_text: bool, then: &mut Receiver<'_>) -> Result<(), ReadError> {
    let text = text.as_str();
    if json::depth(text) > DEEPEST {
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
        let mut filling = Filling {
            of,
            next: of.first_member(),
            seen: Seen::default(),
        };
        self.fill_kept(draft, &mut filling)?;
        let mut dynamic = String::new();
        let mut next = self.next_name(NameIn {
            filling: &mut filling,
            dynamic: &mut dynamic,
        })?;
        while let Some(name) = next {
            match name {
                Name::Declared(place) => {
                    next = self.fill_part(draft, &mut filling, &mut dynamic, place)?;
                    continue;
                }
                Name::Tag => {
                    if mem::replace(&mut self.tag_is_read, true) {
                        return Err(occurs_twice(TAG, of));
                    }
                    self.tag(&mut |tag| {
                        if let Meaning::Derived(name) = tag::meaning(tag, of)? {
                            draft.note_derived_type(Some(name));
                        }
                        Ok(())
                    })?;
                }
                Name::Dynamic => {
                    let reads_text = expect_new_dynamic(draft, &dynamic, of)?;
                    self.next_value(reads_text, &mut |input| {
                        read_dynamic(draft, mem::take(&mut dynamic), input)
                    })?;
                }
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
            let name = self.map.next_key_seed(TagOrName);
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
            let Some(name) = name else {
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
                        self.tag = Some(tag);
                        return Ok(None);
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
            then(name, text.into_string())?;
        }
        if let Some(tag) = self.tag.take() {
            let text = serde_json::to_string(&tag).map_err(ReadError::custom)?;
            then(TAG.to_owned(), text)?;
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

/// The state of filling a draft.
struct Filling {
    of: &'static TypeDescription,
    /// The member whose name is expected next. Services send members in a stable order, usually
    /// that of the declaration.
    next: Option<MemberPlace>,
    seen: Seen,
}

impl Filling {
    /// The meaning of a member's name.
    #[inline]
    fn name(&mut self, name: &str, dynamic: &mut String) -> Name {
        let expected = self.next.filter(|next| next.member().name() == name);
        if expected.is_none() && name == TAG {
            return Name::Tag;
        }
        if let Some(place) = expected.or_else(|| self.of.find_member(name)) {
            self.next = self.of.member_after(place);
            return Name::Declared(place);
        }
        if self.of.keeps_dynamic() && !name.contains('@') {
            name.clone_into(dynamic);
            return Name::Dynamic;
        }
        Name::Unknown
    }

    /// Notes that the name of a member was read, which must not happen twice.
    #[inline]
    fn note_declared(&mut self, place: MemberPlace) -> Result<(), ReadError> {
        if self.seen.insert(place.number()) {
            Ok(())
        } else {
            Err(occurs_twice(place.member().name(), place.of))
        }
    }

    /// Gives the members that were not read the value that means absence.
    fn finish(self, draft: &mut dyn Draft) -> Result<(), ReadError> {
        if self.of.leaves_absent_as_it_is() {
            return Ok(());
        }
        for (distance, of) in self.of.ancestry().enumerate() {
            let Some(draft) = inherited(draft, distance) else {
                break;
            };
            for (index, member) in of.members().iter().enumerate() {
                if self.seen.contains(of.first_number() + index) {
                    continue;
                }
                if member.has_default() {
                    draft.set_default(index);
                } else if !(member.access().make_absent)(draft.member_mut(index)) {
                    return Err(ReadError::Value(format!(
                        "property `{}` of `{}` is missing",
                        member.name(),
                        of.name()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// The inherited part of a draft that is this many steps away.
#[inline]
fn inherited(draft: &mut dyn Draft, distance: usize) -> Option<&mut dyn Draft> {
    match distance {
        0 => Some(draft),
        _ => inherited(draft.base_mut()?, distance - 1),
    }
}

/// Calls `then` with the dynamic properties of the nearest type that keeps them.
fn dynamic_members<R>(
    draft: &mut dyn Draft,
    then: impl FnOnce(&mut dyn DynamicMembers) -> R,
) -> Option<R> {
    match draft.dynamic_mut() {
        Some(members) => Some(then(members)),
        None => dynamic_members(draft.base_mut()?, then),
    }
}

/// Returns whether a dynamic property is read from its JSON text, or an error if the name occurs
/// twice.
fn expect_new_dynamic(
    draft: &mut dyn Draft,
    name: &str,
    of: &TypeDescription,
) -> Result<bool, ReadError> {
    let known = dynamic_members(draft, |members| {
        (members.reads_text(), members.view(name).is_some())
    });
    match known.unwrap_or_default() {
        (_, true) => Err(occurs_twice(name, of)),
        (reads_text, false) => Ok(reads_text),
    }
}

fn read_dynamic(draft: &mut dyn Draft, name: String, input: Input<'_>) -> Result<(), ReadError> {
    dynamic_members(draft, |members| members.read(name, input)).unwrap_or(Ok(()))
}

/// Forgets what the default value of a type holds and no member declares.
fn forget_undeclared(draft: &mut dyn Draft) {
    draft.note_derived_type(None);
    let mut part = Some(draft);
    while let Some(draft) = part {
        if let Some(members) = draft.dynamic_mut() {
            members.forget();
        }
        part = draft.base_mut();
    }
}

#[cold]
fn occurs_twice(name: &str, of: &TypeDescription) -> ReadError {
    ReadError::Value(format!("member `{name}` occurs twice in a `{}`", of.name()))
}

/// The meaning of a member's name for a type.
enum Name {
    Declared(MemberPlace),
    Tag,
    /// No type of the hierarchy declares the member, and one of the types keeps such members.
    Dynamic,
    /// An annotation or a property that the model does not know: the service may add either at any
    /// time (OData Protocol 4.01, section 5.2).
    Unknown,
}

/// Reads a name, and keeps a copy only of that of a dynamic property. Few objects have such names.
struct NameIn<'a> {
    filling: &'a mut Filling,
    dynamic: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for NameIn<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameIn<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(self.filling.name(name, self.dynamic))
    }
}

/// The name of a member, or `None` for the tag.
struct TagOrName;

impl<'de> DeserializeSeed<'de> for TagOrName {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for TagOrName {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != TAG).then(|| name.to_owned()))
    }
}

/// The type that the tag of a union names.
enum Named {
    Variant(usize),
    Unknown(String),
}

/// Looks up a tag, and returns `None` if it names no type.
fn variant_of(tag: &str, variants: &[&'static TypeDescription]) -> Option<Named> {
    let plainly = |variant: &&TypeDescription| tag::is_plainly(tag, variant);
    if let Some(number) = variants.iter().position(plainly) {
        return Some(Named::Variant(number));
    }
    let name = tag::type_name(tag);
    if name.is_empty() {
        return None;
    }
    let named = |variant: &&TypeDescription| tag::is_name_of(name, variant);
    let number = variants.iter().position(named);
    Some(number.map_or_else(|| Named::Unknown(tag.to_owned()), Named::Variant))
}

/// The numbers of the members that were read.
#[derive(Default)]
struct Seen {
    /// The first members, which are all members of most types.
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Adds a number, and returns whether it is new.
    #[inline]
    fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        if self.others.len() < word {
            self.others.resize(word, 0);
        }
        let bits = match word.checked_sub(1) {
            None => &mut self.first,
            Some(position) => &mut self.others[position],
        };
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    #[inline]
    fn contains(&self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        let bits = match word.checked_sub(1) {
            None => Some(&self.first),
            Some(position) => self.others.get(position),
        };
        bits.is_some_and(|bits| bits & bit != 0)
    }
}
