//! Which Rust types hold the primitive types of OData.

use std::fmt;
use std::str::FromStr;

/// A feature of this crate whose types generated source may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Bytes, [`Binary`](crate::EdmType::Binary).
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

/// A name that is no feature with types for properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFeature(String);

impl fmt::Display for UnknownFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no feature with types for properties, these are: `jiff`, `chrono`, `time`, `uuid`, `rust_decimal`, \
             `base64`",
            self.0
        )
    }
}

impl std::error::Error for UnknownFeature {}

/// The types in use. A later feature takes precedence over an earlier one.
#[derive(Clone, Debug, Default)]
pub(super) struct ValueTypes(pub Vec<ValueFeature>);

impl ValueTypes {
    /// The type for a primitive type. Without a feature, texts stay texts, and decimals and what has no type
    /// here (such as `Edm.GeographyPoint`) stay JSON.
    pub(super) fn of(&self, edm: &str) -> &'static str {
        let mut features = self.0.iter().rev();
        if let Some(ty) = features.find_map(|feature| of_feature(*feature, edm)) {
            return ty;
        }
        match edm {
            "Edm.Boolean" => "bool",
            "Edm.Byte" => "u8",
            "Edm.SByte" => "i8",
            "Edm.Int16" => "i16",
            "Edm.Int32" => "i32",
            "Edm.Int64" => "i64",
            "Edm.Single" => "f32",
            "Edm.Double" => "f64",
            "Edm.String" | "Edm.Binary" | "Edm.Date" | "Edm.DateTimeOffset" | "Edm.Duration"
            | "Edm.Guid" | "Edm.TimeOfDay" => "String",
            _ => "RawJson",
        }
    }
}

fn of_feature(feature: ValueFeature, edm: &str) -> Option<&'static str> {
    Some(match (feature, edm) {
        (ValueFeature::Jiff, "Edm.DateTimeOffset") => "jiff::Timestamp",
        (ValueFeature::Jiff, "Edm.Date") => "jiff::civil::Date",
        (ValueFeature::Jiff, "Edm.TimeOfDay") => "jiff::civil::Time",
        (ValueFeature::Jiff, "Edm.Duration") => "jiff::SignedDuration",
        (ValueFeature::Chrono, "Edm.DateTimeOffset") => "chrono::DateTime<chrono::Utc>",
        (ValueFeature::Chrono, "Edm.Date") => "chrono::NaiveDate",
        (ValueFeature::Chrono, "Edm.TimeOfDay") => "chrono::NaiveTime",
        (ValueFeature::Time, "Edm.DateTimeOffset") => "time::OffsetDateTime",
        (ValueFeature::Time, "Edm.Date") => "time::Date",
        (ValueFeature::Time, "Edm.TimeOfDay") => "time::Time",
        (ValueFeature::Time, "Edm.Duration") => "time::Duration",
        (ValueFeature::Uuid, "Edm.Guid") => "uuid::Uuid",
        (ValueFeature::RustDecimal, "Edm.Decimal") => "rust_decimal::Decimal",
        (ValueFeature::Base64, "Edm.Binary") => "Binary",
        _ => return None,
    })
}
