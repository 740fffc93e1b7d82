//! Addresses: paths of resources, references to entities, and the endpoint that paths start from.
//!
//! OData URL Conventions 4.01, section 4; RFC 3986, sections 2 and 3.3. `template` owns the grammar
//! of paths, for both writing and parsing.

mod address_text;
mod convention;
mod destination;
mod endpoint;
mod error;
mod identifier;
mod key;
mod key_order;
mod link;
mod one_resource;
mod property_route;
mod protocol_version;
mod query_text;
mod reference;
pub(crate) mod resource_path;
mod route;
mod service_root;
mod template;

pub use address_text::AddressText;
pub use convention::{KeyConvention, OperationConvention, ReferenceConvention};
pub use destination::{Binding, BoundTo, CollectionOf, PathTo};
pub use endpoint::Endpoint;
pub use error::PathError;
pub(crate) use identifier::is_identifier;
pub(crate) use key::encode_literal;
pub use key::{Key, KeyValue};
pub use link::LinkError;
pub use one_resource::OneResource;
pub use property_route::PropertyRoute;
pub use protocol_version::ProtocolVersion;
pub(crate) use query_text::QueryText;
pub use reference::{EntityReference, ReferenceTarget};
pub use resource_path::{ParsedPath, ResourcePath, RootCollection};
pub use route::{
    Address, Collection, Relationship, RelationshipHandle, Route, SingleTarget, StreamValue,
};
pub use service_root::EndpointError;
pub use template::PathTemplate;
