//! The PATCH document: only what changes.
//!
//! OData Protocol 4.01, section 11.4.3. A patch is a document of its own, never the entity: a property is in it because it
//! was set. Values are written as JSON when they are set, so that one plain type holds the patch of every entity and
//! complex type, and sending it copies bytes.

mod binding;
mod document;
pub(crate) mod into_property;
mod text;

use std::fmt::Debug;

use serde::Serialize;

pub(crate) use document::Failure;
pub use document::{PatchDocument, PatchMember};
pub use into_property::IntoProperty;

/// The patch of a structured type. Implemented by the `…Patch` type that the attributes generate.
///
/// It serialises to the JSON document that is sent.
pub trait Patch: Clone + Debug + PartialEq + Serialize {
    /// The type that is patched.
    type Of;

    /// The document.
    fn document(&self) -> &PatchDocument;

    /// The document, by value.
    fn into_document(self) -> PatchDocument;
}
