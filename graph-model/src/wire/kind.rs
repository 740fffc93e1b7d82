//! The two kinds of structured types, as bounds that other items name.
//!
//! Generated code gives the kind as a type. No type implements [`EntityType`] or [`ComplexType`] by
//! name, so the compiler's message for a type of the wrong kind does not list the annotated types.
//! The impls name an associated type of the trait that they need. So the compiler uses the words of the
//! trait here, and not those of the trait that is missing.

use super::structured_type::StructuredType;
use crate::description::{Modelled, Navigable};

/// The kind of an entity type.
#[derive(Debug)]
pub enum Entity {}

/// The kind of a complex type.
#[derive(Debug)]
pub enum Complex {}

/// An entity type. `#[graph_entity]` makes one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type",
    label = "not an entity type",
    note = "put `#[graph_entity(odata = \"…\")]` on `{Self}`"
)]
pub trait EntityType: StructuredType {}

#[diagnostic::do_not_recommend]
impl<T: StructuredType<Kind = Entity>> EntityType for T {}

#[diagnostic::do_not_recommend]
impl<T: Modelled<Declared = D>, D: EntityType> Navigable for T {
    type Field<P> = P;
}

#[diagnostic::do_not_recommend]
impl<T: Modelled<Declared = D>, D: EntityType> Navigable for Vec<T> {
    type Field<P> = P;
}

/// A complex type. `#[graph_complex]` makes one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complex type",
    label = "not a complex type",
    note = "put `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait ComplexType: StructuredType {}

#[diagnostic::do_not_recommend]
impl<T: StructuredType<Kind = Complex>> ComplexType for T {}

/// An entity type whose entities have a stream of bytes of their own, such as a photo (OData CSDL
/// 4.01, section 6.4). The argument `media` of `#[graph_entity]` implements this trait. A type that
/// derives from a media entity type needs the argument, too.
#[diagnostic::on_unimplemented(
    message = "an entity of type `{Self}` has no stream of its own",
    label = "not a route to a media entity",
    note = "if the metadata says `HasStream`, write `#[graph_entity(odata = \"…\", media)]` on `{Self}`; \
            the stream of a property is at `.stream(…)`"
)]
pub trait MediaEntity: EntityType {}
