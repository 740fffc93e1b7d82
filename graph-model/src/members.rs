//! What the macros generate for each structured type, and what the runtime drives with it.
//!
//! A type knows its members by number: those of its base type first, its own after them. Looking a
//! name up, reading a member, finishing the object and writing it all pass to the base type where the
//! type itself has no answer, so that a hierarchy of any depth is read and written in one pass over
//! the input, with nothing kept in between. Everything that does not depend on the fields of one type
//! stands in `object`.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::any::Any;

use serde::Serializer;
use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;

use crate::member_value::MemberValue;
use crate::object::{self, ObjectWriter};
use crate::patch::{JsonResult, PatchDocument, PatchMember};
use crate::property::EdmType;
use crate::query::Place;
use crate::type_description::TypeDescription;
use crate::union::PartlyRead;

/// The members of a structured type. Implemented by the attributes only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type nor a complex type",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait Members: Sized + 'static {
    /// The type itself. Naming a base type through it makes one error of a base that is not annotated.
    type Itself;

    /// The base type, or [`NoBase`].
    type Base: Members;

    /// The type's patch.
    type OwnPatch;

    /// The members read so far.
    type Slots;

    /// The handles of the properties, for queries.
    type Properties;

    /// The type, as that of a property.
    const EDM_TYPE: EdmType;

    /// The type's description.
    const DESCRIPTION: &'static TypeDescription;

    /// How many numbered members the type has, with those of its base types.
    const COUNT: usize;

    /// Whether the type or one of its base types keeps members that none of them declares.
    const KEEPS_ADDITIONAL: bool = Self::Base::KEEPS_ADDITIONAL;

    /// The inherited part.
    fn base(&self) -> &Self::Base;

    /// The inherited part, to be changed, where the type has a base.
    fn base_mut(&mut self) -> Option<&mut Self::Base>;

    /// This object, or the inherited part of it that is an `A`.
    fn ancestor<A: 'static>(&self) -> Option<&A> {
        match (self as &dyn Any).downcast_ref() {
            Some(ancestor) => Some(ancestor),
            None => self.base().ancestor(),
        }
    }

    /// This object, or the inherited part of it that is an `A`, to be changed.
    fn ancestor_mut<A: 'static>(&mut self) -> Option<&mut A> {
        if (self as &dyn Any).is::<A>() {
            (self as &mut dyn Any).downcast_mut()
        } else {
            self.base_mut()?.ancestor_mut()
        }
    }

    /// The inherited part of the slots.
    fn base_slots(slots: &mut Self::Slots) -> &mut <Self::Base as Members>::Slots;

    /// Slots of which none is filled.
    fn slots() -> Self::Slots;

    /// The number of the member of this name.
    fn index(name: &str) -> Option<usize>;

    /// The handles of the properties, counted from `place`.
    fn properties(place: Place) -> Self::Properties;

    /// Reads the value of the member of this number.
    fn read<'de, V: MemberValue<'de>>(
        index: usize,
        slots: &mut Self::Slots,
        value: V,
    ) -> Result<(), V::Error>;

    /// Reads the value of a member that no type of the hierarchy declares.
    fn read_additional<'de, V: MemberValue<'de>>(
        name: String,
        slots: &mut Self::Slots,
        value: V,
    ) -> Result<(), V::Error> {
        Self::Base::read_additional(name, Self::base_slots(slots), value)
    }

    /// Takes note that the tag named a derived type.
    fn note_derived_type(name: String, slots: &mut Self::Slots) {
        Self::Base::note_derived_type(name, Self::base_slots(slots));
    }

    /// The object, once its input is at an end. The slots are emptied one by one: to check moves out of them costs the
    /// compiler several times as much.
    fn finish<E: Error>(slots: &mut Self::Slots) -> Result<Self, E>;

    /// Writes the members, the inherited ones first.
    fn write<M: SerializeMap>(&self, object: &mut ObjectWriter<'_, M>);

    /// Records in `patch` what turns `before` into this object.
    fn write_changes(&self, before: &Self, patch: &mut PatchDocument);

    /// Reads the object of a union that its tag has named.
    fn read_partly<'de, A: MapAccess<'de>>(object: PartlyRead<'de, A>) -> Result<Self, A::Error> {
        object.read()
    }

    /// Writes the object with its tag.
    fn write_object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::write(self, serializer)
    }

    /// Appends the object to a JSON text.
    fn write_json(&self, json: &mut Vec<u8>) -> JsonResult {
        object::write(self, &mut serde_json::Serializer::new(json))
    }

    /// Records in a patch what changed inside the object.
    fn write_merge(&self, before: &Self, member: PatchMember<'_>) {
        member.merge(&PatchDocument::of_changes(self, before));
    }

    /// The derived type that the tag named, where it was none the reader knew.
    fn derived_type(&self) -> Option<&str> {
        self.base().derived_type()
    }

    /// The value of `@odata.etag`.
    fn etag(&self) -> Option<&str> {
        self.base().etag()
    }
}

/// Where a hierarchy begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoBase;

impl Members for NoBase {
    type Itself = NoBase;
    type Base = NoBase;
    type OwnPatch = ();
    type Slots = ();
    type Properties = ();

    const EDM_TYPE: EdmType = EdmType::Untyped;
    const DESCRIPTION: &'static TypeDescription = &TypeDescription::complex("");
    const COUNT: usize = 0;
    const KEEPS_ADDITIONAL: bool = false;

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

    fn properties(_: Place) {}

    fn read<'de, V: MemberValue<'de>>(_: usize, (): &mut (), value: V) -> Result<(), V::Error> {
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

    fn write<M: SerializeMap>(&self, _: &mut ObjectWriter<'_, M>) {}

    fn write_changes(&self, _: &Self, _: &mut PatchDocument) {}

    fn derived_type(&self) -> Option<&str> {
        None
    }

    fn etag(&self) -> Option<&str> {
        None
    }
}
