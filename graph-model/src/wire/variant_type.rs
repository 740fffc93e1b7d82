//! The type of a union's variant, as generated code names it.

use super::structured_type::StructuredType;
use crate::description::input::{Draft, Input, ReadError};
use crate::description::view::Object;
use crate::description::{EdmType, PropertyScope, TypeDescription};

/// A type that can be a variant of a union: every [`StructuredType`].
// A union uses its variants through this trait. No type implements it by name, so the compiler's
// message for a type without an annotation does not list the annotated types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a variant of a union",
    label = "neither an entity type nor a complex type",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on `{Self}`; an enumeration or another union cannot be a variant"
)]
pub trait VariantType: Sized {
    /// The handles of the properties, for queries.
    #[doc(hidden)]
    type Properties;

    /// The description of the type.
    #[doc(hidden)]
    const TYPE: &'static TypeDescription;

    /// The type as the type of a property's value.
    #[doc(hidden)]
    const VALUE_TYPE: EdmType;

    /// The handles of the properties in `scope`.
    #[doc(hidden)]
    fn properties(scope: PropertyScope) -> Self::Properties;

    /// Reads an object of the type.
    #[doc(hidden)]
    fn read_object(input: Input<'_>) -> Result<Self, ReadError>;

    /// The object, without its Rust type.
    #[doc(hidden)]
    fn as_object(&self) -> &dyn Object;

    /// The object as a draft, without its Rust type.
    #[doc(hidden)]
    fn as_draft(&mut self) -> &mut dyn Draft;
}

#[diagnostic::do_not_recommend]
impl<T: StructuredType> VariantType for T {
    type Properties = T::Properties;

    const TYPE: &'static TypeDescription = T::TYPE;

    const VALUE_TYPE: EdmType = T::VALUE_TYPE;

    fn properties(scope: PropertyScope) -> Self::Properties {
        T::properties(scope)
    }

    fn read_object(input: Input<'_>) -> Result<Self, ReadError> {
        T::read_object(input)
    }

    fn as_object(&self) -> &dyn Object {
        T::as_object(self)
    }

    fn as_draft(&mut self) -> &mut dyn Draft {
        T::as_draft(self)
    }
}
