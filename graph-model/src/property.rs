//! Which Rust types are OData properties, as which Edm type, and how each is read, written and compared.
//!
//! OData CSDL 4.01, sections 3 and 7; OData JSON Format 4.01, section 7.1. Serde's own impls are right
//! for most types. The rest is here: floats that JSON has no number for, collections that may be
//! null, and optional values, whose absence is not written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::member_value::MemberValue;
use crate::object::{ObjectWriter, expect_empty, missing};
use crate::patch::PatchMember;
use crate::raw_json::RawJson;
use crate::type_description::TypeDescription;

/// The type of a property's value, or of an item where the property is a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EdmType {
    /// `Edm.Binary`
    Binary,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Double`
    Double,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Single`
    Single,
    /// `Edm.Stream`
    Stream,
    /// `Edm.String`
    String,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.Untyped`: any JSON value.
    Untyped,
    /// The complex type of this name.
    Complex(&'static str),
    /// The entity type of this name.
    Entity(&'static str),
    /// The enumeration type of this name.
    Enumeration(&'static str),
}

/// A Rust type that can hold the value of a property.
///
/// Annotated types have it from their attribute. A type of one's own (a date, a checked text) needs
/// serde's traits and one line:
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

    /// The value of a property that is absent; `None` makes its absence an error.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the value is left out when its object is written.
    #[must_use]
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads the value as it stands in an object.
    ///
    /// # Errors
    ///
    /// When the input holds no such value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Writes the value as it stands in an object.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    /// Whether the two would be sent as the same JSON, so that a patch need not send either.
    #[must_use]
    fn is_same(&self, other: &Self) -> bool {
        is_same_json(&AsProperty(self), &AsProperty(other))
    }

    /// What the description of a property says of its type.
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

    /// The value read for a member, or that of its absence.
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

    /// Records in a patch what turns `before` into this value: nothing where the two are the same.
    fn write_change(&self, before: &Self, member: PatchMember<'_>) {
        if !self.is_same(before) {
            member.set(&AsProperty(self));
        }
    }
}

/// What a description says of a property's type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PropertyShape {
    pub(crate) edm_type: EdmType,
    pub(crate) collection: bool,
    pub(crate) nullable: bool,
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

macro_rules! properties_as_serde_has_them {
    ($($rust:ty => $edm:ident),* $(,)?) => {
        $(
            impl Property for $rust {
                const EDM_TYPE: EdmType = EdmType::$edm;

                fn is_same(&self, other: &Self) -> bool {
                    self == other
                }
            }
        )*
    };
}

properties_as_serde_has_them! {
    bool => Boolean,
    u8 => Byte,
    i8 => SByte,
    i16 => Int16,
    i32 => Int32,
    i64 => Int64,
    String => String,
    Box<str> => String,
    RawJson => Untyped,
    serde_json::Value => Untyped,
}

/// JSON has no number for three values of a float; OData writes them as the texts `INF`, `-INF`, `NaN`.
macro_rules! float_properties {
    ($($rust:ident => $edm:ident, $serialize:ident;)*) => {
        $(
            impl Property for $rust {
                const EDM_TYPE: EdmType = EdmType::$edm;

                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct FloatVisitor;

                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_precision_loss,
                        clippy::cast_lossless,
                        reason = "OData writes these numbers with the precision of the type that is read"
                    )]
                    impl<'de> Visitor<'de> for FloatVisitor {
                        type Value = $rust;

                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str("a number, `INF`, `-INF` or `NaN`")
                        }

                        fn visit_f64<E: Error>(self, value: f64) -> Result<$rust, E> {
                            let number = value as $rust;
                            if number.is_finite() {
                                Ok(number)
                            } else {
                                Err(E::custom(concat!("the number is out of range for ", stringify!($rust))))
                            }
                        }

                        fn visit_f32<E: Error>(self, value: f32) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_i64<E: Error>(self, value: i64) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_u64<E: Error>(self, value: u64) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$rust, A::Error> {
                            let number = number_from_map(map)?;
                            let value = number.as_f64().unwrap_or(f64::INFINITY);
                            self.visit_f64(value)
                        }

                        fn visit_str<E: Error>(self, value: &str) -> Result<$rust, E> {
                            match value {
                                "INF" => Ok($rust::INFINITY),
                                "-INF" => Ok($rust::NEG_INFINITY),
                                "NaN" => Ok($rust::NAN),
                                _ => Err(E::invalid_value(serde::de::Unexpected::Str(value), &self)),
                            }
                        }
                    }

                    deserializer.deserialize_any(FloatVisitor)
                }

                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if self.is_finite() {
                        serializer.$serialize(*self)
                    } else if self.is_nan() {
                        serializer.serialize_str("NaN")
                    } else if self.is_sign_positive() {
                        serializer.serialize_str("INF")
                    } else {
                        serializer.serialize_str("-INF")
                    }
                }

                fn is_same(&self, other: &Self) -> bool {
                    self.to_bits() == other.to_bits() || (self.is_nan() && other.is_nan())
                }
            }
        )*
    };
}

/// A number as `serde_json` gives it where some crate of the program has it keep all digits (its feature
/// `arbitrary_precision`): a map of one member, which only its own type can read.
pub(crate) fn number_from_map<'de, A: MapAccess<'de>>(
    map: A,
) -> Result<serde_json::Number, A::Error> {
    serde_json::Number::deserialize(MapAccessDeserializer::new(map))
}

float_properties! {
    f32 => Single, serialize_f32;
    f64 => Double, serialize_f64;
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
            // Where the collection cannot be null, its absence is its emptiness.
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

/// Absent and null both read as the empty collection; the empty collection is written as `[]`.
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

/// For types that contain themselves, and to keep a large value out of its object.
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
