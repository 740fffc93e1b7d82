//! Types for dates, durations, guids, decimals and bytes, most of them from other crates. Each is
//! behind a feature.
//!
//! OData ABNF, `primitiveValue`; OData JSON Format 4.01, section 7.1. A crate's own serde impl is
//! used if it reads what services write. Otherwise, this module reads the string: services omit
//! offsets, write seven fractional digits of a second, and count days in durations.

#[cfg(feature = "base64")]
mod binary;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod duration;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod text;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "base64")]
pub use self::binary::Binary;
#[cfg(feature = "chrono")]
pub use self::chrono::chrono_duration;
