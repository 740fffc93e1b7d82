//! Entity types and complex types, for code that works on any of them.

use crate::members::Members;
use crate::patch::Patch;
use crate::property::Property;
use crate::type_description::TypeDescription;

/// A type with properties: an entity type or a complex type (OData CSDL 4.01, sections 6 and 9).
///
/// Implemented by `#[graph_entity]` and `#[graph_complex]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type nor a complex type",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait StructuredType: Members + Property {
    /// The patch of this type.
    type Patch: Patch<Of = Self>;

    /// What the type is, as data.
    const TYPE: &'static TypeDescription = Self::DESCRIPTION;

    /// The smallest patch that turns `before` into this value.
    ///
    /// Unchanged properties are absent, a property that became `None` is `null`, a changed complex
    /// property carries only its changed members, and a changed collection is sent whole (OData Protocol
    /// 4.01, section 11.4.3). Properties that cannot be written are not compared.
    fn changes_since(&self, before: &Self) -> Self::Patch;
}

/// An entity type. Implemented by `#[graph_entity]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type",
    note = "put `#[graph_entity(odata = \"…\")]` on `{Self}`"
)]
pub trait EntityType: StructuredType {}

/// A complex type. Implemented by `#[graph_complex]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complex type",
    note = "put `#[graph_complex(odata = \"…\")]` on `{Self}`"
)]
pub trait ComplexType: StructuredType {}
