//! Types as data: how a model describes its types, and the handles that queries use to name
//! properties.
//!
//! The macros write descriptions as constants. Code that is the same for all types (tags,
//! ancestors, checks between types) works on descriptions, so it is not generated again for each
//! type. Except for JSON, this is the lowest layer. It does not know how a value is read or sent.

mod edm_type;
mod enumeration_description;
pub(crate) mod property_path;
pub(crate) mod tag;
mod type_description;

pub use edm_type::{EdmType, UnknownEdmType};
pub use enumeration_description::{EnumerationDescription, MemberDescription};
pub(crate) use property_path::queryable_values;
pub use property_path::{
    NavigationPropertyPath, PropertyPath, PropertyScope, Queryable, navigation, property,
};
pub(crate) use type_description::same_text;
pub use type_description::{
    Capability, PropertyDescription, PropertyShape, TypeDescription, TypeKind,
};
