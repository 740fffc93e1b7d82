//! The root of hierarchies: the base of a type that extends nothing.
//!
//! It has no members. So a type need not check whether it has a base before it passes a name on.

use serde::de::{Error, IgnoredAny};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::structured_type::StructuredType;
use crate::description::{EdmType, PropertyScope, TypeDescription};
use crate::edm::Property;
use crate::edm::member::{MemberValue, ObjectWriter};
use crate::patch::{Patch, PatchDocument};

/// The base of a type that extends nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoBase;

impl StructuredType for NoBase {
    type Itself = NoBase;
    type Base = NoBase;
    type Patch = NoPatch;
    type Slots = ();
    type Properties = ();

    const TYPE: &'static TypeDescription = &TypeDescription::complex("");
    const VALUE_TYPE: EdmType = EdmType::Untyped;
    const COUNT: usize = 0;
    const KEEPS_ADDITIONAL: bool = false;

    fn changes_since(&self, _: &Self) -> NoPatch {
        NoPatch(PatchDocument::new(Self::TYPE))
    }

    fn base(&self) -> &Self {
        self
    }

    fn base_mut(&mut self) -> Option<&mut Self> {
        None
    }

    fn ancestor<A: 'static>(&self) -> Option<&A> {
        None
    }

    fn ancestor_mut<A: 'static>(&mut self) -> Option<&mut A> {
        None
    }

    fn base_slots(slots: &mut ()) -> &mut () {
        slots
    }

    fn slots() {}

    fn index(_: &str) -> Option<usize> {
        None
    }

    fn properties(_: PropertyScope) {}

    fn read_declared<'de, V: MemberValue<'de>>(
        _: usize,
        (): &mut (),
        value: V,
    ) -> Result<(), V::Error> {
        value.skip()
    }

    fn read_additional<'de, V: MemberValue<'de>>(
        _: String,
        (): &mut (),
        value: V,
    ) -> Result<(), V::Error> {
        value.skip()
    }

    fn note_derived_type(_: String, (): &mut ()) {}

    fn finish<E: Error>((): &mut ()) -> Result<Self, E> {
        Ok(NoBase)
    }

    fn write_members<M: SerializeMap>(&self, _: &mut ObjectWriter<'_, M>) {}

    fn write_changes(&self, _: &Self, _: &mut PatchDocument) {}

    fn derived_type(&self) -> Option<&str> {
        None
    }

    fn etag(&self) -> Option<&str> {
        None
    }
}

impl Property for NoBase {
    const EDM_TYPE: EdmType = EdmType::Untyped;
}

impl Serialize for NoBase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for NoBase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// The patch of [`NoBase`], which has nothing to set.
#[derive(Clone, Debug, PartialEq)]
pub struct NoPatch(PatchDocument);

impl Patch for NoPatch {
    type Of = NoBase;

    fn document(&self) -> &PatchDocument {
        &self.0
    }

    fn into_document(self) -> PatchDocument {
        self.0
    }
}

impl Serialize for NoPatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
