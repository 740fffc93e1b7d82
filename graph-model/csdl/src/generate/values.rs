//! The Rust types for the primitive types of OData.

use std::fmt;
use std::str::FromStr;

use graph_model::EdmType;
use serde::Deserialize;

/// A feature of `graph-model` whose types generated source may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
#[non_exhaustive]
pub enum ValueFeature {
    /// Dates, times and durations of the crate `jiff`.
    Jiff,
    /// Dates and times of the crate `chrono`.
    Chrono,
    /// Dates, times and durations of the crate `time`.
    Time,
    /// Guids of the crate `uuid`.
    Uuid,
    /// Decimals of the crate `rust_decimal`.
    RustDecimal,
    /// Bytes, `Binary` of the feature `base64`.
    Base64,
}

impl FromStr for ValueFeature {
    type Err = UnknownFeature;

    fn from_str(name: &str) -> Result<Self, UnknownFeature> {
        Ok(match name {
            "jiff" => Self::Jiff,
            "chrono" => Self::Chrono,
            "time" => Self::Time,
            "uuid" => Self::Uuid,
            "rust_decimal" => Self::RustDecimal,
            "base64" => Self::Base64,
            _ => return Err(UnknownFeature(name.to_owned())),
        })
    }
}

impl TryFrom<String> for ValueFeature {
    type Error = UnknownFeature;

    fn try_from(name: String) -> Result<Self, UnknownFeature> {
        name.parse()
    }
}

/// A name that is not a feature with types for properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFeature(String);

impl fmt::Display for UnknownFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown feature `{}`, use `jiff`, `chrono`, `time`, `uuid`, `rust_decimal` or `base64`",
            self.0
        )
    }
}

impl std::error::Error for UnknownFeature {}

/// The types in use. A later feature takes precedence over an earlier one.
#[derive(Clone, Debug, Default)]
pub(super) struct ValueTypes(pub Vec<ValueFeature>);

impl ValueTypes {
    /// The type for a primitive type. Without a feature, JSON strings stay strings. Decimals stay
    /// JSON, and so do types that have no Rust type here (such as `Edm.GeographyPoint`).
    pub(super) fn of(&self, edm: &str) -> &'static str {
        let Ok(edm) = edm.parse() else {
            return "RawJson";
        };
        let mut features = self.0.iter().rev();
        if let Some(ty) = features.find_map(|feature| of_feature(*feature, edm)) {
            return ty;
        }
        match edm {
            EdmType::Boolean => "bool",
            EdmType::Byte => "u8",
            EdmType::SByte => "i8",
            EdmType::Int16 => "i16",
            EdmType::Int32 => "i32",
            EdmType::Int64 => "i64",
            EdmType::Single => "f32",
            EdmType::Double => "f64",
            EdmType::Stream => "Stream",
            ty if ty.is_json_string() => "String",
            _ => "RawJson",
        }
    }
}

impl ValueTypes {
    /// The mark of a string that holds a value of another primitive type.
    pub(super) fn mark(&self, edm: &str) -> Option<String> {
        let name = edm.strip_prefix("Edm.")?;
        (self.of(edm) == "String" && name != "String").then(|| format!("edm = {name}"))
    }

    /// Whether the type for a primitive type has a default value. Dates and times of other crates
    /// have none, or one that means nothing.
    pub(super) fn has_default(&self, edm: &str) -> bool {
        matches!(
            self.of(edm),
            "bool"
                | "u8"
                | "i8"
                | "i16"
                | "i32"
                | "i64"
                | "f32"
                | "f64"
                | "String"
                | "RawJson"
                | "Stream"
        )
    }
}

fn of_feature(feature: ValueFeature, edm: EdmType) -> Option<&'static str> {
    Some(match (feature, edm) {
        (ValueFeature::Jiff, EdmType::DateTimeOffset) => "jiff::Timestamp",
        (ValueFeature::Jiff, EdmType::Date) => "jiff::civil::Date",
        (ValueFeature::Jiff, EdmType::TimeOfDay) => "jiff::civil::Time",
        (ValueFeature::Jiff, EdmType::Duration) => "jiff::SignedDuration",
        (ValueFeature::Chrono, EdmType::DateTimeOffset) => "chrono::DateTime<chrono::Utc>",
        (ValueFeature::Chrono, EdmType::Date) => "chrono::NaiveDate",
        (ValueFeature::Chrono, EdmType::TimeOfDay) => "chrono::NaiveTime",
        (ValueFeature::Time, EdmType::DateTimeOffset) => "time::OffsetDateTime",
        (ValueFeature::Time, EdmType::Date) => "time::Date",
        (ValueFeature::Time, EdmType::TimeOfDay) => "time::Time",
        (ValueFeature::Time, EdmType::Duration) => "time::Duration",
        (ValueFeature::Uuid, EdmType::Guid) => "uuid::Uuid",
        (ValueFeature::RustDecimal, EdmType::Decimal) => "rust_decimal::Decimal",
        (ValueFeature::Base64, EdmType::Binary) => "Binary",
        _ => return None,
    })
}
