//! Related entities in a document: they are created or changed along with the entity that they are
//! related to.
//!
//! OData Protocol 4.01, sections 11.4.2.2 (deep insert) and 11.4.3.1 (related entities in an
//! update).

use super::PatchDocument;
use crate::description::{DerivesFrom, Modelled};
use crate::path::Collection;

/// An entity that can be sent along with another one: the result of `T::create`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity to send along",
    label = "neither a new entity nor a patch",
    note = "a new entity is `T::create(&entity)`, and an existing one `T::patch().at(&path)`"
)]
pub trait RelatedEntity {
    /// The type of the entity.
    type Of;

    /// The document of the entity.
    #[doc(hidden)]
    fn into_document(self) -> PatchDocument;
}

/// The target of a relationship to which an entity of type `T` belongs.
#[diagnostic::on_unimplemented(
    message = "the relationship does not lead to `{T}`",
    label = "not an entity of this relationship",
    note = "send an entity of the type that the navigation property has, or of a type derived from it"
)]
pub trait Relates<T, D> {
    /// Whether the relationship leads to many entities.
    #[doc(hidden)]
    const IS_COLLECTION: bool;

    /// Whether the relationship leads to a type other than `T`.
    #[doc(hidden)]
    const IS_WIDER: bool;
}

#[diagnostic::do_not_recommend]
impl<I, T, D> Relates<T, D> for I
where
    I: Modelled,
    T: Modelled<Declared: DerivesFrom<I::Declared, D>>,
{
    const IS_COLLECTION: bool = false;
    const IS_WIDER: bool = T::Declared::IS_DERIVED;
}

#[diagnostic::do_not_recommend]
impl<I, T, D> Relates<T, D> for Collection<I>
where
    I: Modelled,
    T: Modelled<Declared: DerivesFrom<I::Declared, D>>,
{
    const IS_COLLECTION: bool = true;
    const IS_WIDER: bool = T::Declared::IS_DERIVED;
}
