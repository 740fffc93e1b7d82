//! The PATCH document, which holds only what changes.
//!
//! OData Protocol 4.01, section 11.4.3. A patch is a separate document, never the entity. It holds
//! a property only because the property was set. Values are written as JSON when they are set, so
//! one plain type holds the patch of every entity and complex type, and sending a patch copies
//! bytes.

mod binding;
mod document;
pub(crate) mod into_property;
mod text;

use std::fmt::Debug;

use serde::Serialize;

pub(crate) use document::Failure;
pub use document::{PatchDocument, PatchMember};
pub use into_property::IntoProperty;

/// The patch of a structured type.
///
/// The `…Patch` types that the attributes generate implement this trait. A patch serialises to the
/// JSON document that is sent.
pub trait Patch: Clone + Debug + PartialEq + Serialize {
    /// The type that is patched.
    type Of;

    /// The document.
    fn document(&self) -> &PatchDocument;

    /// The document, by value.
    fn into_document(self) -> PatchDocument;
}
