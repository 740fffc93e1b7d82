//! Edm types that have no type of Rust's own: properties of well-kept crates, each behind a feature.
//!
//! OData ABNF, `primitiveValue`; OData JSON Format 4.01, section 7.1. A crate's own serde impl is used where it
//! reads what services write. Where it does not, the text is read here: services leave offsets out, write
//! seven digits of a second, and count days in durations.

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
