//! A type that an attribute names as a base or as the type of a variant.

use super::structured_type::{DraftOf, StructuredType};
use crate::description::input::{Draft, Input, ReadError};
use crate::description::view::Object;
use crate::description::{EdmType, PropertyScope, TypeDescription};

/// A type that can be the base of another type, or the type of a variant: every [`StructuredType`].
// Generated code uses such a type through this trait. No type implements it by name, so the
// compiler's message for a type without an annotation does not list the annotated types. The words
// are those of `StructuredType`, because the compiler reports two equal messages once. The parameter
// of the impl makes it use these words.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type nor a complex type",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on a type of your own; an enumeration or a union cannot be used here"
)]
pub trait NamedType: Sized {
    /// The handles of the properties, for queries.
    #[doc(hidden)]
    type Properties;

    /// The type's patch.
    #[doc(hidden)]
    type Patch;

    /// An object of the type that is being read.
    #[doc(hidden)]
    type Draft: DraftOf<Self>;

    /// The description of the type.
    #[doc(hidden)]
    const TYPE: &'static TypeDescription;

    /// The type as the type of a property's value.
    #[doc(hidden)]
    const VALUE_TYPE: EdmType;

    /// The handles of the properties in `scope`.
    #[doc(hidden)]
    fn properties(scope: PropertyScope) -> Self::Properties;

    /// Returns a draft without members.
    #[doc(hidden)]
    #[must_use]
    fn start() -> Self::Draft {
        Self::Draft::start()
    }

    /// Returns the object, once the draft has every member that must not be absent.
    #[doc(hidden)]
    fn finish(draft: Self::Draft) -> Result<Self, ReadError> {
        draft.finish()
    }

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
impl<T: StructuredType<Kind = K>, K> NamedType for T {
    type Properties = T::Properties;
    type Patch = T::Patch;
    type Draft = T::Draft;

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
