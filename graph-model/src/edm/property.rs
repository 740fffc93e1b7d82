//! The Rust types that are OData properties, and how a property is read, written and compared.
//!
//! OData CSDL 4.01, sections 3 and 7; OData JSON Format 4.01, section 7.1. Serde's own impls are
//! right for most types. The sibling modules cover the rest.

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Error};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serialize, Serializer};

use super::member::{MemberValue, ObjectWriter, expect_empty, missing};
use crate::description::{EdmType, PropertyShape, TypeDescription};
use crate::patch::PatchMember;

/// A Rust type that can hold the value of a property.
///
/// The attributes implement it for annotated types. A type of your own (a date, a validated string)
/// needs serde's traits and one line:
///
/// ```
/// use graph_model::{EdmType, Property};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct DisplayName(String);
///
/// impl Property for DisplayName {
///     const EDM_TYPE: EdmType = EdmType::String;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an OData property",
    label = "the type of a property is needed here",
    note = "use a type that is one (`String`, `bool`, `i32`, `i64`, `f64`, `Vec<_>`, `Option<_>`, an annotated type), \
            name a serde-style module with `#[graph(with = …)]`, or implement `graph_model::Property`",
    note = "dates, guids and decimals need the feature of graph-model with the name of their crate, and its major version"
)]
pub trait Property: Serialize + DeserializeOwned {
    /// The Edm type of the value, or of an item of a collection.
    const EDM_TYPE: EdmType;

    /// Whether this is a collection.
    const COLLECTION: bool = false;

    /// Whether the value may be null.
    const NULLABLE: bool = false;

    /// The value of an absent property. `None` makes its absence an error.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the value is left out when its object is written.
    #[must_use]
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads the value in the form that it has in an object.
    ///
    /// # Errors
    ///
    /// Returns an error if the input does not hold such a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Writes the value in the form that it has in an object.
    ///
    /// # Errors
    ///
    /// Returns the errors of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    /// Whether the two values would be sent as the same JSON, so that a patch need not send either.
    #[must_use]
    fn is_same(&self, other: &Self) -> bool {
        is_same_json(&AsProperty(self), &AsProperty(other))
    }

    /// The part of a property's description that its type provides.
    #[doc(hidden)]
    const SHAPE: PropertyShape = PropertyShape {
        edm_type: Self::EDM_TYPE,
        collection: Self::COLLECTION,
        nullable: Self::NULLABLE,
    };

    /// Reads a member's value into its slot.
    #[doc(hidden)]
    fn read_member<'de, V: MemberValue<'de>>(
        slot: &mut Option<Self>,
        name: &'static str,
        description: &'static TypeDescription,
        value: V,
    ) -> Result<(), V::Error> {
        expect_empty(slot.as_ref(), name, description)?;
        *slot = Some(value.read()?);
        Ok(())
    }

    /// Returns the value that was read for a member, or the value that means its absence.
    #[doc(hidden)]
    fn from_slot<E: Error>(
        slot: &mut Option<Self>,
        name: &'static str,
        description: &'static TypeDescription,
    ) -> Result<Self, E> {
        slot.take()
            .or_else(Self::absent)
            .ok_or_else(|| missing(name, description))
    }

    /// Writes a member, unless its value is absent.
    #[doc(hidden)]
    fn write_member<M: SerializeMap>(&self, object: &mut ObjectWriter<'_, M>, name: &'static str) {
        if !self.is_absent() {
            object.member(name, &AsProperty(self));
        }
    }

    /// Records in a patch the change from `before` to this value. If the two are the same, this
    /// records nothing.
    fn write_change(&self, before: &Self, member: PatchMember<'_>) {
        if !self.is_same(before) {
            member.set(&AsProperty(self));
        }
    }
}

/// Whether two values serialise to the same JSON.
pub fn is_same_json(value: &impl Serialize, other: &impl Serialize) -> bool {
    match (serde_json::to_vec(value), serde_json::to_vec(other)) {
        (Ok(value), Ok(other)) => value == other,
        _ => false,
    }
}

/// A property as a serde value, for places that take one.
pub(crate) struct AsProperty<'a, P>(pub &'a P);

impl<P: Property> Serialize for AsProperty<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Reads a property as a serde value, for places that take a seed.
pub(crate) struct ReadProperty<P>(pub PhantomData<P>);

impl<'de, P: Property> DeserializeSeed<'de> for ReadProperty<P> {
    type Value = P;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<P, D::Error> {
        P::read(deserializer)
    }
}
