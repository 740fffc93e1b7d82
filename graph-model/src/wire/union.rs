//! Unions: a declared type together with the types derived from it, told apart by their tags.
//!
//! If the tag is the first member, as it nearly always is, the value goes straight to its variant and nothing is kept.
//! Members before the tag are kept as text until the tag is read; the rest is streamed.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};

use super::object::{self, TagSeen};
use super::structured_type::StructuredType;
use super::unknown_object::UnknownObject;
use crate::description::tag::{self, TAG};
use crate::description::{TypeDescription, same_text};
use crate::edm::RawJson;
use crate::edm::member::occurs_twice;
use crate::json::JsonText;

/// A declared type and its derived types, as an enum. `#[graph_union]` implements this trait.
pub trait Union: Sized {
    /// The declared type, from which every variant derives.
    const DECLARED: &'static TypeDescription;

    /// The types of the variants, by number.
    const VARIANTS: &'static [&'static TypeDescription];

    /// Reads the variant with this number. Any other number means the unknown variant.
    #[doc(hidden)]
    fn read_variant<'de, A: MapAccess<'de>>(
        number: usize,
        object: PartlyRead<'de, A>,
    ) -> Result<Self, A::Error>;
}

/// An object whose tag and whose members before the tag have been read.
pub struct PartlyRead<'de, A> {
    /// The members before the tag. They are borrowed from the input if possible, so that nesting
    /// does not multiply the memory.
    kept: Vec<(String, JsonText<'de>)>,
    tag: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> PartlyRead<'de, A> {
    /// Reads the object as a `T`, the type that its tag named.
    pub fn read<T: StructuredType>(self) -> Result<T, A::Error> {
        let mut slots = T::slots();
        for (name, value) in self.kept {
            object::fill_kept::<T, A::Error>(&mut slots, &name, &value)?;
        }
        object::fill::<T, A>(&mut slots, self.rest, TagSeen::Yes)?;
        T::finish(&mut slots)
    }

    /// Refuses the object if a mistake left the union without an unknown variant.
    pub fn refuse<U: Union>(self) -> Result<U, A::Error> {
        Err(A::Error::custom("the union has no variant for the type"))
    }

    /// Keeps the object as it is.
    pub fn read_unknown(self) -> Result<UnknownObject, A::Error> {
        let mut members = Vec::with_capacity(self.kept.len() + 1);
        for (name, text) in self.kept {
            let value = RawJson::from_text(text.into_string()).map_err(A::Error::custom)?;
            members.push((name, value));
        }
        if let Some(tag) = &self.tag {
            members.push((TAG.to_owned(), RawJson::from(tag.as_str())));
        }
        UnknownObject::read(members, self.rest)
    }
}

/// Reads a value of the union.
pub fn read<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    deserializer.deserialize_map(UnionVisitor(PhantomData))
}

struct UnionVisitor<U>(PhantomData<U>);

impl<'de, U: Union> Visitor<'de> for UnionVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an object of type `{}` or of a type derived from it",
            U::DECLARED.name()
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, rest: A) -> Result<U, A::Error> {
        let mut object = PartlyRead {
            kept: Vec::new(),
            tag: None,
            rest,
        };
        let mut tag_is_empty = false;
        while let Some(name) = object.rest.next_key_seed(TagOrName)? {
            let Some(name) = name else {
                if tag_is_empty {
                    return Err(occurs_twice(TAG, U::DECLARED));
                }
                match object.rest.next_value_seed(VariantIn(U::VARIANTS))? {
                    Named::Variant(number) => return U::read_variant(number, object),
                    Named::Unknown(tag) => {
                        object.tag = Some(tag);
                        return U::read_variant(U::VARIANTS.len(), object);
                    }
                    Named::Nothing => tag_is_empty = true,
                }
                continue;
            };
            let value = object.rest.next_value()?;
            object.kept.push((name, value));
        }
        match declared_variant::<U>() {
            Some(number) => U::read_variant(number, object),
            None => Err(A::Error::custom(format_args!(
                "`{TAG}` is missing, and `{}` is not a variant of the union",
                U::DECLARED.name()
            ))),
        }
    }
}

fn declared_variant<U: Union>() -> Option<usize> {
    U::VARIANTS
        .iter()
        .position(|variant| variant.name() == U::DECLARED.name())
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

/// The result of looking up a tag.
enum Named {
    Variant(usize),
    Unknown(String),
    Nothing,
}

struct VariantIn(&'static [&'static TypeDescription]);

impl<'de> DeserializeSeed<'de> for VariantIn {
    type Value = Named;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Named, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for VariantIn {
    type Value = Named;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type")
    }

    fn visit_str<E: Error>(self, tag: &str) -> Result<Named, E> {
        let mut variants = self.0.iter();
        if let Some(variant) = variants.position(|variant| tag::is_plainly(tag, variant)) {
            return Ok(Named::Variant(variant));
        }
        let name = tag::type_name(tag);
        if name.is_empty() {
            return Ok(Named::Nothing);
        }
        let mut variants = self.0.iter();
        let variant = variants.position(|variant| tag::is_name_of(name, variant));
        Ok(variant.map_or_else(|| Named::Unknown(tag.to_owned()), Named::Variant))
    }

    fn visit_unit<E: Error>(self) -> Result<Named, E> {
        Ok(Named::Nothing)
    }
}

/// Whether the declared type or a variant has a property with this wire name.
#[must_use]
pub fn declares<U: Union>(name: &str) -> bool {
    U::DECLARED.has_property(name) || U::VARIANTS.iter().any(|variant| variant.has_property(name))
}

/// Whether an earlier type has the same name as this one, and so the same tag.
#[must_use]
pub const fn is_repeated(variants: &[&TypeDescription], number: usize) -> bool {
    let mut other = 0;
    while other < number {
        if same_text(variants[other].name(), variants[number].name()) {
            return true;
        }
        other += 1;
    }
    false
}
