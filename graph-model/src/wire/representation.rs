//! The values that a response can hold: an entity, a complex value or a union of either.

use serde::de::DeserializeOwned;

use super::structured_type::StructuredType;
use crate::description::view::Object;
use crate::description::{Modelled, TypeDescription};

/// A type that a response can be read as.
///
/// `#[graph_entity]`, `#[graph_complex]` and `#[graph_union]` implement this trait.
#[diagnostic::on_unimplemented(
    message = "a response cannot be read as `{Self}`",
    label = "not an entity, a complex type or a union",
    note = "annotate `{Self}` with `#[graph_entity]`, `#[graph_complex]` or `#[graph_union]`"
)]
pub trait Representation: Modelled + DeserializeOwned {
    /// Whether the type has a property with this wire name. A union has those of its declared type
    /// and its variants.
    #[doc(hidden)]
    fn declares(name: &str) -> bool;

    /// The type itself, or the declared type of a union.
    #[doc(hidden)]
    fn declared() -> &'static TypeDescription;

    /// The etag in the object itself.
    #[doc(hidden)]
    fn etag(&self) -> Option<&str>;
}

impl<T: StructuredType + DeserializeOwned> Representation for T {
    fn declares(name: &str) -> bool {
        T::TYPE.find_member(name).is_some()
    }

    fn declared() -> &'static TypeDescription {
        T::TYPE
    }

    fn etag(&self) -> Option<&str> {
        Object::etag(self)
    }
}
