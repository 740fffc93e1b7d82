//! The type at the end of a route that can be continued along a property.

use crate::description::{PropertyScope, Queryable};

/// A type with properties that a route can follow: an entity type or a complex type. A collection has none.
// No type implements it by name, so the compiler's message for a route to a collection lists no types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no properties to follow",
    label = "this leads to no entity",
    note = "choose an entity of a collection with `.key(…)`"
)]
pub trait OneResource {
    /// The handles of the properties.
    #[doc(hidden)]
    type Properties;

    /// The handles in a scope.
    #[doc(hidden)]
    fn properties(scope: PropertyScope) -> Self::Properties;
}

// The parameter for the handles makes the compiler use the words of this trait, and not those of the
// trait that is missing.
#[diagnostic::do_not_recommend]
impl<T: Queryable<Properties = P>, P> OneResource for T {
    type Properties = P;

    fn properties(scope: PropertyScope) -> Self::Properties {
        <T as Queryable>::properties(scope)
    }
}
