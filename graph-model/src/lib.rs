//! Typed models of Microsoft Graph and other OData v4 services.
#![doc = ""]
#![forbid(unsafe_code)]

mod additional;
mod endpoint;
mod entity;
mod member_value;
mod members;
mod object;
mod patch;
mod path;
mod property;
mod raw_json;
mod representation;
mod request;
mod response;
mod serde_module;
mod service_error;
mod structured_type;
mod tag;
mod type_description;
mod union;
mod unknown_object;

#[doc(inline)]
pub use graph_derive::{graph_complex, graph_entity, graph_union};

pub use additional::AdditionalMembers;
pub use endpoint::{Endpoint, EndpointError};
pub use entity::{Entity, EntityPatch};
pub use patch::{Patch, PatchDocument, PatchMember, PropertyValue};
pub use path::{ParsedPath, PathError, PathTemplate, PathTo, ResourcePath};
pub use property::{EdmType, Property};
pub use raw_json::RawJson;
pub use representation::Representation;
pub use request::{RequestBuilder, RequestError};
pub use response::{ResponseError, Updated, from_response};
pub use service_error::{ErrorDetail, InnerError, RetryAfter, ServiceError};
pub use structured_type::{ComplexType, EntityType, StructuredType};
pub use type_description::{Capability, PropertyDescription, TypeDescription, TypeKind};
pub use union::Union;
pub use unknown_object::UnknownObject;

/// What the macros' output refers to. Not a part of the public interface: it may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use std::clone::Clone;
    pub use std::convert::{AsRef, From};
    pub use std::default::Default;
    pub use std::fmt::{Display, Formatter, Result as FmtResult};
    pub use std::ops::{Deref, DerefMut, FnOnce};
    pub use std::option::Option::{self, None, Some};
    pub use std::result::Result::{self, Ok};
    pub use std::string::String;
    pub use std::vec::Vec;

    pub use graph_derive::GraphType;
    pub use http::Response;
    pub use serde::de::{Deserialize, Deserializer, Error, MapAccess};
    pub use serde::ser::{Serialize, SerializeMap, Serializer};

    pub use crate::member_value::MemberValue;
    pub use crate::members::{Members, NoBase};
    pub use crate::patch::{JsonResult, PatchDocument, write_json};
    pub use crate::property::{Property, is_same_json};
    pub use crate::serde_module::{SerdeModule, Through};
    pub use crate::type_description::{PropertyDescription, TypeDescription};
    pub use crate::union::{PartlyRead, is_repeated};

    pub mod additional {
        pub use crate::additional::{read, write, write_changes};
    }

    pub mod object {
        pub use crate::object::{
            read, read_member, read_member_with, value, value_or_absent, write, write_member,
        };
    }

    pub mod union {
        pub use crate::union::read;
    }
}
