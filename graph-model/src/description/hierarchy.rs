//! The relation between a type and the types that it derives from, as the compiler sees it.
//!
//! OData CSDL 4.01, sections 6.2 and 9.2. A route to a base type is also a route to its derived
//! types, and an operation that is bound to a base type is bound to its derived types as well. An
//! impl for each pair of types would be needed to say so, and no crate could write it for the types
//! of two other crates. Instead, each type names its base once, and the compiler follows the chain.

use std::marker::PhantomData;

/// A value of the model: an entity, a complex value, or a union of either.
///
/// The attributes implement this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type, a complex type nor a union",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` on `{Self}`"
)]
pub trait Modelled {
    /// The declared type of the value: the type itself, or the declared type of a union.
    type Declared;
}

/// A type that names the type it derives from.
#[doc(hidden)]
pub trait Derived {
    /// The base type, or [`NoBase`].
    type Base;
}

/// The base of a type that has no base type.
#[doc(hidden)]
#[derive(Debug)]
pub enum NoBase {}

/// The first type of a chain of base types.
#[derive(Debug)]
pub enum Itself {}

/// One base type further along the chain than `D`.
#[derive(Debug)]
pub struct Inherited<D>(PhantomData<D>);

/// A type that is `B` or derives from it. `D` is the distance, which the compiler finds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not derive from `{B}`",
    label = "neither `{B}` nor a type derived from it"
)]
pub trait DerivesFrom<B, D> {
    /// Whether the type is not `B` itself.
    const IS_DERIVED: bool;
}

#[diagnostic::do_not_recommend]
impl<T> DerivesFrom<T, Itself> for T {
    const IS_DERIVED: bool = false;
}

#[diagnostic::do_not_recommend]
impl<T: Derived<Base: DerivesFrom<B, D>>, B, D> DerivesFrom<B, Inherited<D>> for T {
    const IS_DERIVED: bool = true;
}
