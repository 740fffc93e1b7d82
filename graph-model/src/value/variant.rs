//! Finds the variant of a union that a tag names.

use std::borrow::Cow;
use std::fmt;
use std::ptr;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};

use crate::description::TypeDescription;
use crate::description::control_information::{TAG, tag_named};
use crate::description::input::ReadError;
use crate::description::tag;

/// The name of a member, or a spelling of the tag.
pub(super) enum NameOrTag<'de> {
    /// The name, borrowed from the input if possible.
    Name(Cow<'de, str>),
    Tag(&'static str),
}

/// Reads a [`NameOrTag`].
pub(super) struct NameOrTagSeed;

impl<'de> DeserializeSeed<'de> for NameOrTagSeed {
    type Value = NameOrTag<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NameOrTagSeed {
    type Value = NameOrTag<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(match tag_named(name) {
            Some(tag) => NameOrTag::Tag(tag),
            None => NameOrTag::Name(Cow::Borrowed(name)),
        })
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(match tag_named(name) {
            Some(tag) => NameOrTag::Tag(tag),
            None => NameOrTag::Name(Cow::Owned(name.to_owned())),
        })
    }
}

/// The type that the tag of a union names.
pub(super) enum Named {
    Variant(usize),
    Unknown,
}

/// Looks up a tag, and returns `None` if it names no type.
pub(super) fn variant_of(tag: &str, variants: &[&'static TypeDescription]) -> Option<Named> {
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
    Some(number.map_or(Named::Unknown, Named::Variant))
}

/// The variant of an object without a tag, which is of the declared type.
pub(super) fn without_tag(
    declared: &TypeDescription,
    variants: &[&'static TypeDescription],
) -> Result<usize, ReadError> {
    // Equal names nearly always mean one static, and comparing addresses is cheaper.
    let own = |variant: &&'static TypeDescription| {
        ptr::eq(*variant, declared) || variant.name() == declared.name()
    };
    variants.iter().position(own).ok_or_else(|| {
        ReadError::value(format!(
            "`{TAG}` is missing, and `{}` is not a variant of the union",
            declared.name()
        ))
    })
}
