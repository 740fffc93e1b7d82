//! The items that the output of the macros refers to. They are not a part of the public interface:
//! they may change in any release.

pub use std::convert::{AsRef, From};
pub use std::default::Default;
pub use std::fmt::{Display, Formatter, Result as FmtResult};
pub use std::iter::IntoIterator;
pub use std::mem::replace;
pub use std::ops::{Deref, DerefMut, FnOnce};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result::{self, Ok};
pub use std::string::String;
pub use std::vec::Vec;

pub use graph_derive::GraphType;
pub use http::Response;
pub use serde::de::{Deserialize, Deserializer, Error, MapAccess};
pub use serde::ser::{Serialize, SerializeMap, Serializer};

pub use crate::description::{
    MemberDescription, PropertyDescription, PropertyScope, TypeDescription,
};
pub use crate::edm::enumeration::KnownOrText;
pub use crate::edm::member::{MemberValue, ObjectWriter};
pub use crate::edm::property::{Property, is_same_json};
pub use crate::edm::serde_module::{SerdeModule, Through, WrittenByModule};
pub use crate::patch::PatchDocument;
pub use crate::patch::into_property::{AcceptsPatchOf, JsonResult, write_json};
pub use crate::path::resource_path::display_path;
pub use crate::wire::union::{PartlyRead, is_repeated};
pub use crate::wire::{DynamicProperties, HoldsUnknown, NoBase, StructuredType, changes};

pub mod enumeration {
    pub use crate::edm::enumeration::{as_str, from_name, no_member, read};
}

pub mod object {
    pub use crate::edm::member::read_member_with;
    pub use crate::wire::object::{read, taken, value, write};
}

pub mod query {
    pub use crate::description::{navigation, property};
}

pub mod union {
    pub use crate::wire::union::{declares, read};
}
