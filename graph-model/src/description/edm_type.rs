//! The types of values, under their names in metadata.
//!
//! OData CSDL 4.01, section 3.3 (primitive types). This module alone defines the names.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// The type of a property's value, or of an item if the property is a collection.
///
/// ```
/// use graph_model::EdmType;
///
/// assert_eq!(EdmType::DateTimeOffset.to_string(), "Edm.DateTimeOffset");
/// assert_eq!("Edm.Guid".parse(), Ok(EdmType::Guid));
/// assert_eq!(EdmType::Complex("microsoft.graph.identity").name(), "microsoft.graph.identity");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// The complex type with this name.
    Complex(&'static str),
    /// The entity type with this name.
    Entity(&'static str),
    /// The enumeration type with this name.
    Enumeration(&'static str),
}

impl EdmType {
    /// Every primitive type that a property can have, and `Edm.Untyped`.
    pub const PRIMITIVE: [Self; 18] = [
        Self::Binary,
        Self::Boolean,
        Self::Byte,
        Self::Date,
        Self::DateTimeOffset,
        Self::Decimal,
        Self::Double,
        Self::Duration,
        Self::Guid,
        Self::Int16,
        Self::Int32,
        Self::Int64,
        Self::SByte,
        Self::Single,
        Self::Stream,
        Self::String,
        Self::TimeOfDay,
        Self::Untyped,
    ];

    /// Returns the qualified name, such as `Edm.String` or `microsoft.graph.user`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Binary => "Edm.Binary",
            Self::Boolean => "Edm.Boolean",
            Self::Byte => "Edm.Byte",
            Self::Date => "Edm.Date",
            Self::DateTimeOffset => "Edm.DateTimeOffset",
            Self::Decimal => "Edm.Decimal",
            Self::Double => "Edm.Double",
            Self::Duration => "Edm.Duration",
            Self::Guid => "Edm.Guid",
            Self::Int16 => "Edm.Int16",
            Self::Int32 => "Edm.Int32",
            Self::Int64 => "Edm.Int64",
            Self::SByte => "Edm.SByte",
            Self::Single => "Edm.Single",
            Self::Stream => "Edm.Stream",
            Self::String => "Edm.String",
            Self::TimeOfDay => "Edm.TimeOfDay",
            Self::Untyped => "Edm.Untyped",
            Self::Complex(name) | Self::Entity(name) | Self::Enumeration(name) => name,
        }
    }

    /// Returns whether JSON represents the values of this primitive type as strings (OData JSON
    /// Format 4.01, section 7.1).
    #[must_use]
    pub const fn is_json_string(self) -> bool {
        matches!(
            self,
            Self::Binary
                | Self::Date
                | Self::DateTimeOffset
                | Self::Duration
                | Self::Guid
                | Self::Stream
                | Self::String
                | Self::TimeOfDay
        )
    }
}

impl fmt::Display for EdmType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Parses the name of a primitive type, such as `Edm.String`. Any other name can belong to any kind
/// of type, and the name alone does not tell which kind.
impl FromStr for EdmType {
    type Err = UnknownEdmType;

    fn from_str(name: &str) -> Result<Self, UnknownEdmType> {
        let mut types = Self::PRIMITIVE.into_iter();
        types.find(|ty| ty.name() == name).ok_or(UnknownEdmType)
    }
}

/// The error for a name that is not the name of a primitive type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEdmType;

impl fmt::Display for UnknownEdmType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the name of a primitive type, such as `Edm.String`")
    }
}

impl Error for UnknownEdmType {}
