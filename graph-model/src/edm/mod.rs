//! Properties: the Rust types that hold values of OData's types, and how each is read, written and compared.
//!
//! OData CSDL 4.01, sections 3 (types), 7 (properties) and 10 (enumerations); OData JSON Format 4.01, section 7.1.

mod adapters;
mod container;
pub(crate) mod enumeration;
mod flags;
mod float;
mod into_property;
mod leniency;
mod number;
mod presence;
mod primitive;
pub(crate) mod property;
mod raw_json;
pub(crate) mod serde_module;
mod stream;
pub mod strings;

#[cfg(feature = "base64")]
pub use self::adapters::Binary;
#[cfg(feature = "chrono")]
pub use self::adapters::chrono_duration;
pub use self::enumeration::Enumeration;
pub use self::flags::{Flags, FlagsEnumeration};
pub use self::presence::Presence;
pub use self::property::{Property, PropertyType, WrappedType};
pub use self::raw_json::RawJson;
pub use self::serde_module::WrittenByModule;
pub use self::stream::Stream;
pub use crate::description::{EdmType, EnumerationDescription, MemberDescription, UnknownEdmType};
