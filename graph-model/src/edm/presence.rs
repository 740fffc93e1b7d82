//! Three states: a property that is absent, null, or has a value.
//!
//! OData JSON Format 4.01, section 7: a property that is absent from a response was not requested,
//! and a property that is null has no value. `Option` does not distinguish the two. This type does.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::leniency;
use super::property::{Property, WrappedType, read};
use crate::description::EdmType;
use crate::description::input::{Input, ReadError};
use crate::description::view::View;

/// A property that is absent, null, or has a value.
///
/// A field of this type reads and writes all three states. In a patch, the setter takes a value and
/// `clear_…` sends null, as for an `Option`. `changes_since` sends nothing for a property that is
/// absent afterwards, because its state is unknown.
///
/// ```
/// use graph_model::{Presence, graph_complex};
///
/// #[graph_complex(odata = "microsoft.graph.physicalAddress", tag = none)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Address {
///     pub city: Presence<String>,
///     pub street: Presence<String>,
/// }
///
/// let address: Address = serde_json::from_str(r#"{"city":null}"#)?;
/// assert_eq!(address, Address { city: Presence::Null, street: Presence::Absent });
/// assert_eq!(serde_json::to_string(&address)?, r#"{"city":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence<T> {
    /// The property is absent.
    #[default]
    Absent,
    /// The property is present, without a value.
    Null,
    /// The property is present, with a value.
    Value(T),
}

impl<T> Presence<T> {
    /// Returns whether the property is absent.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether the property is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns whether the property has a value.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Borrows the value.
    #[must_use]
    pub const fn as_ref(&self) -> Presence<&T> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(value),
        }
    }

    /// Borrows the value mutably.
    pub const fn as_mut(&mut self) -> Presence<&mut T> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(value),
        }
    }

    /// Borrows the target that the value dereferences to.
    #[must_use]
    pub fn as_deref(&self) -> Presence<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(|value| &**value)
    }

    /// Returns the value, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the same state, with the value changed by a function.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Presence<U> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(change(value)),
        }
    }

    /// Returns the value, or `other`.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.into_value().unwrap_or(other)
    }

    /// Returns the value, or the result of `other`.
    #[must_use]
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_value().unwrap_or_else(other)
    }

    /// Returns the value, or the default value.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_value().unwrap_or_default()
    }

    /// Returns the state, and leaves the property absent.
    #[must_use = "to make a property absent, assign `Presence::Absent`"]
    pub const fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Absent)
    }

    /// Sets a value, and returns the previous state.
    #[must_use = "to give a property a value, assign `Presence::Value`"]
    pub const fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Value(value))
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` becomes null.
impl<T> From<Option<T>> for Presence<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Serialize> Serialize for Presence<T> {
    /// Writes null for both `Null` and `Absent`. An object leaves out an absent property instead.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Presence<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::from)
    }
}

impl<P: WrappedType> Property for Presence<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = P::COLLECTION;
    const NULLABLE: bool = true;
    const READS_TEXT: bool = P::READS_TEXT;
    const MAY_BE_ABSENT: bool = true;

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(value), Self::Value(other)) => value.is_same(other),
            (Self::Absent, Self::Absent) | (Self::Null, Self::Null) => true,
            _ => false,
        }
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            input if leniency::is_null::<P>(&input) => Ok(Self::Null),
            value => P::from_input(value).map(Self::Value),
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::Value(value) => value.view(),
            Self::Null => View::Null,
            Self::Absent => View::Absent,
        }
    }
}
