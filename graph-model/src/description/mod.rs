//! Types as data: what a model says of its types, and the handles by which queries name properties.
//!
//! The macros write descriptions as constants. What is the same for all types (tags, ancestors, checks between types)
//! works on descriptions, so that it is not generated again for each type. This is the lowest layer but for JSON: it
//! knows nothing of how a value is read or sent.

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
