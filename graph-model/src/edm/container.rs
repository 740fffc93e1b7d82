//! Values that may be absent, collections, and boxed values.
//!
//! `None` is not written. A collection that is absent or null is read as an empty one. An empty
//! collection is written as `[]`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

use super::property::{AsProperty, Property, ReadProperty};
use crate::description::{EdmType, PropertyScope, Queryable};
use crate::patch::PatchMember;

impl<T: Queryable> Queryable for Option<T> {
    type Properties = T::Properties;

    fn properties(scope: PropertyScope) -> Self::Properties {
        T::properties(scope)
    }
}

impl<P: Property> Property for Option<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = P::COLLECTION;
    const NULLABLE: bool = true;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(NullOr(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&AsProperty(value)),
            None => serializer.serialize_none(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(value), Some(other)) => value.is_same(other),
            (None, None) => true,
            _ => false,
        }
    }

    fn write_change(&self, before: &Self, member: PatchMember<'_>) {
        match (self, before) {
            (None, None) => {}
            // If the collection cannot be null, an absent collection is an empty one.
            (None, Some(before)) => match P::absent().filter(|_| !member.is_nullable()) {
                Some(empty) => empty.write_change(before, member),
                None => member.clear(),
            },
            (Some(value), None) => member.set(&AsProperty(value)),
            (Some(value), Some(before)) => value.write_change(before, member),
        }
    }
}

struct NullOr<P>(PhantomData<P>);

impl<'de, P: Property> Visitor<'de> for NullOr<P> {
    type Value = Option<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        P::read(deserializer).map(Some)
    }
}

/// Absent and null are both read as an empty collection. An empty collection is written as `[]`.
impl<P: Property> Property for Vec<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = true;

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(NullOrItems(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsProperty))
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .zip(other)
                .all(|(item, other)| item.is_same(other))
    }
}

struct NullOrItems<P>(PhantomData<P>);

impl<'de, P: Property> Visitor<'de> for NullOrItems<P> {
    type Value = Vec<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut collection = Vec::new();
        while let Some(item) = items.next_element_seed(ReadProperty(PhantomData))? {
            collection.push(item);
        }
        Ok(collection)
    }
}

/// A box allows types that contain themselves, and keeps a large value out of its object.
impl<P: Property> Property for Box<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = P::COLLECTION;
    const NULLABLE: bool = P::NULLABLE;

    fn absent() -> Option<Self> {
        P::absent().map(Box::new)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        P::read(deserializer).map(Box::new)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        (**self).is_same(other)
    }

    fn write_change(&self, before: &Self, member: PatchMember<'_>) {
        (**self).write_change(before, member);
    }
}
