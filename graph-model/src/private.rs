//! The items that the output of the macros refers to. They are not a part of the public interface:
//! they may change in any release.

pub use std::any::Any;
pub use std::clone::Clone;
pub use std::cmp::{Eq, PartialEq};
pub use std::convert::{AsRef, From};
pub use std::default::Default;
pub use std::fmt::{Debug, Display, Formatter, Result as FmtResult};
pub use std::iter::IntoIterator;
pub use std::marker::Copy;
pub use std::ops::{Deref, DerefMut};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result::{self, Ok};
pub use std::string::String;
pub use std::stringify;
pub use std::vec::Vec;

pub use graph_derive::GraphType;
pub use http::Response;
pub use serde::de::{Deserialize, Deserializer};
pub use serde::ser::{Serialize, Serializer};

pub use crate::description::input::{Draft, DynamicMembers};
pub use crate::description::input::{Input, ReadError};
pub use crate::description::view::{Object, View};
pub use crate::description::{
    DerivedTraits as Derived, MemberDescription, NoBase, NotDerived, ObjectTypes,
    PropertyDescription, PropertyScope, READ_WRITE, TypeDescription, expect_base, expect_key_type,
    expect_no_derives_above, expect_no_entity, expect_no_key, expect_undeclared,
};
pub use crate::edm::enumeration::KnownOrText;
pub use crate::edm::property::{Property, PropertyForm, PropertyType, read, write};
pub use crate::edm::serde_module::{SerdeModule, WrittenByModule};
pub use crate::http::verb::{Addressed, Built, built};
pub use crate::patch::into_property::{AcceptsPatchOf, JsonResult, PropertyValue, write_json};
pub use crate::patch::setters::debug_patch;
pub use crate::patch::{Patch, PatchDocument};
pub use crate::path::resource_path::{debug_path, display_path, is_same_path};
pub use crate::wire::structured_type::read as read_structured_type;
pub use crate::wire::union::is_repeated;
pub use crate::wire::{
    DraftOf, DynamicProperties, HoldsUnknown, NamedType, StructuredType, read_object, set_dynamic,
    start_patch, taken, type_of,
};

pub mod enumeration {
    pub use crate::edm::enumeration::{as_str, from_name, no_member, read};
}

pub mod setters {
    pub use crate::patch::setters::{
        bind, bind_all, clear, clear_dynamic, inherit, set, set_value, unbind, without_type,
    };
}

pub mod kind {
    pub use crate::wire::kind::{Complex, Entity};
}

pub mod operation {
    pub use crate::http::operation::{action, function, route};
}

pub mod query {
    pub use crate::description::{navigation, property};
}

pub mod union {
    pub use crate::wire::union::{
        base, base_mut, is_derived, object_types, read, read_unknown, refuse, view, write_json,
    };
}
