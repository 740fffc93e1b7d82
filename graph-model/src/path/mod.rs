//! Addresses: paths of resources, references to entities, and the endpoint that paths start from.
//!
//! OData URL Conventions 4.01, section 4; RFC 3986, sections 2 and 3.3. `template` owns the grammar
//! of paths, for both writing and parsing.

mod address_text;
mod destination;
mod endpoint;
mod error;
mod identifier;
mod key;
mod link;
mod reference;
pub(crate) mod resource_path;
mod route;
mod template;

pub use address_text::AddressText;
pub use destination::{CollectionOf, PathTo};
pub use endpoint::{Endpoint, EndpointError};
pub use error::PathError;
pub(crate) use identifier::is_identifier;
pub use key::{Key, KeyConvention, KeyValue};
pub use link::LinkError;
pub use reference::{EntityReference, ReferenceTarget};
pub use resource_path::{ParsedPath, ResourcePath, RootCollection};
pub use route::{Address, Collection, Relationship, Route};
pub use template::PathTemplate;
pub(crate) use template::write_encoded;
