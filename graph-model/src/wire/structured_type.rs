//! Structured types: the code that the macros generate for each type, and that this layer drives.
//!
//! A type knows its members by number: those of its base type come first, and its own come after
//! them. A type finds names, reads members, finishes the object and writes it. It passes to its
//! base type whatever it does not have itself. So a hierarchy of any depth is read and written in
//! one pass over the input, and nothing is kept in between.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::any::Any;

use serde::Serializer;
use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;

use super::object;
use super::union::PartlyRead;
use crate::description::{EdmType, PropertyScope, Queryable, TypeDescription};
use crate::edm::Property;
use crate::edm::member::{MemberValue, ObjectWriter};
use crate::patch::into_property::JsonResult;
use crate::patch::{Patch, PatchDocument, PatchMember};

/// A type with properties: an entity type or a complex type (OData CSDL 4.01, sections 6 and 9).
///
/// Only `#[graph_entity]` and `#[graph_complex]` can implement it, because the code that they
/// generate for it is not part of the public interface. Use it in code that works with any model,
/// such as a function that logs what a patch changes. [`EntityType`] and [`ComplexType`] tell the
/// two kinds apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type nor a complex type",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait StructuredType: Property + 'static {
    /// The type's patch.
    type Patch: Patch<Of = Self>;

    /// The description of the type.
    const TYPE: &'static TypeDescription;

    /// The smallest patch that turns `before` into this value.
    ///
    /// Unchanged properties are absent. A property that became `None` is `null`. A changed complex
    /// property carries only its changed members. A changed collection is sent whole (OData
    /// Protocol 4.01, section 11.4.3). Properties that cannot be written are not compared.
    fn changes_since(&self, before: &Self) -> Self::Patch;

    /// The type itself. Generated code names a base type through it, so that a base that is not
    /// annotated causes only one error.
    #[doc(hidden)]
    type Itself;

    /// The base type, or `NoBase`.
    #[doc(hidden)]
    type Base: StructuredType;

    /// The members read so far.
    #[doc(hidden)]
    type Slots;

    /// The handles of the properties, for queries.
    #[doc(hidden)]
    type Properties;

    /// The type as the type of a property's value. It does not depend on the description, because
    /// the type may occur in the description again.
    #[doc(hidden)]
    const VALUE_TYPE: EdmType;

    /// The number of numbered members, including those of the base types.
    #[doc(hidden)]
    const COUNT: usize;

    /// Whether the type or one of its base types keeps members that none of them declares.
    #[doc(hidden)]
    const KEEPS_ADDITIONAL: bool = Self::Base::KEEPS_ADDITIONAL;

    /// The inherited part.
    #[doc(hidden)]
    fn base(&self) -> &Self::Base;

    /// The inherited part as a mutable reference, if the type has a base.
    #[doc(hidden)]
    fn base_mut(&mut self) -> Option<&mut Self::Base>;

    /// This object, or the inherited part of it that is an `A`.
    #[doc(hidden)]
    fn ancestor<A: 'static>(&self) -> Option<&A> {
        match (self as &dyn Any).downcast_ref() {
            Some(ancestor) => Some(ancestor),
            None => self.base().ancestor(),
        }
    }

    /// This object, or the inherited part of it that is an `A`, as a mutable reference.
    #[doc(hidden)]
    fn ancestor_mut<A: 'static>(&mut self) -> Option<&mut A> {
        if (self as &dyn Any).is::<A>() {
            (self as &mut dyn Any).downcast_mut()
        } else {
            self.base_mut()?.ancestor_mut()
        }
    }

    /// The inherited part of the slots.
    #[doc(hidden)]
    fn base_slots(slots: &mut Self::Slots) -> &mut <Self::Base as StructuredType>::Slots;

    /// Returns empty slots.
    #[doc(hidden)]
    fn slots() -> Self::Slots;

    /// The number of the member with this name.
    #[doc(hidden)]
    fn index(name: &str) -> Option<usize>;

    /// The handles of the properties in `scope`.
    #[doc(hidden)]
    fn properties(scope: PropertyScope) -> Self::Properties;

    /// Reads the value of the member with this number.
    #[doc(hidden)]
    fn read_declared<'de, V: MemberValue<'de>>(
        index: usize,
        slots: &mut Self::Slots,
        value: V,
    ) -> Result<(), V::Error>;

    /// Reads the value of a member that no type of the hierarchy declares.
    #[doc(hidden)]
    fn read_additional<'de, V: MemberValue<'de>>(
        name: String,
        slots: &mut Self::Slots,
        value: V,
    ) -> Result<(), V::Error> {
        Self::Base::read_additional(name, Self::base_slots(slots), value)
    }

    /// Records that the tag named a derived type.
    #[doc(hidden)]
    fn note_derived_type(name: String, slots: &mut Self::Slots) {
        Self::Base::note_derived_type(name, Self::base_slots(slots));
    }

    /// Returns the object at the end of its input. The slots are emptied one by one, because
    /// checking moves out of them costs the compiler several times as much.
    #[doc(hidden)]
    fn finish<E: Error>(slots: &mut Self::Slots) -> Result<Self, E>;

    /// Writes the members, the inherited ones first.
    #[doc(hidden)]
    fn write_members<M: SerializeMap>(&self, object: &mut ObjectWriter<'_, M>);

    /// Records in `patch` the changes from `before` to this object.
    #[doc(hidden)]
    fn write_changes(&self, before: &Self, patch: &mut PatchDocument);

    /// Reads an object of a union, after its tag has named this type.
    #[doc(hidden)]
    fn read_partly<'de, A: MapAccess<'de>>(object: PartlyRead<'de, A>) -> Result<Self, A::Error> {
        object.read()
    }

    /// Writes the object with its tag.
    #[doc(hidden)]
    fn write_object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::write(self, serializer)
    }

    /// Appends the object to a JSON text.
    #[doc(hidden)]
    fn write_json(&self, json: &mut Vec<u8>) -> JsonResult {
        object::write(self, &mut serde_json::Serializer::new(json))
    }

    /// Records in a patch what changed inside the object.
    #[doc(hidden)]
    fn write_merge(&self, before: &Self, member: PatchMember<'_>) {
        member.merge(&changes(self, before));
    }

    /// The derived type that the tag named, if the reader did not know it.
    #[doc(hidden)]
    fn derived_type(&self) -> Option<&str> {
        self.base().derived_type()
    }

    /// The value of `@odata.etag`.
    #[doc(hidden)]
    fn etag(&self) -> Option<&str> {
        self.base().etag()
    }
}

/// An entity type. `#[graph_entity]` implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type",
    note = "put `#[graph_entity(odata = \"…\")]` on `{Self}`"
)]
pub trait EntityType: StructuredType {}

/// A complex type. `#[graph_complex]` implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complex type",
    note = "put `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait ComplexType: StructuredType {}

/// The document that turns `before` into `after`.
#[must_use]
pub fn changes<T: StructuredType>(after: &T, before: &T) -> PatchDocument {
    let mut patch = PatchDocument::new(T::TYPE);
    after.write_changes(before, &mut patch);
    patch
}

impl<T: StructuredType> Queryable for T {
    type Properties = <T as StructuredType>::Properties;

    fn properties(scope: PropertyScope) -> Self::Properties {
        <T as StructuredType>::properties(scope)
    }
}
