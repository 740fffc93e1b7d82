//! The objects of structured types: entities, complex values, unions and objects of unknown types.
//!
//! OData JSON Format 4.01, sections 4.5, 6 and 7.
//!
//! # How a member is read
//!
//! 1. Serde calls `Deserialize` of an annotated type, which calls [`structured_type::read`], or
//!    [`read`](crate::edm::property::read) for a union.
//! 2. The layer `value` turns serde's deserializer into [`Input`](crate::description::input::Input),
//!    which knows no format, and hands it to the `Property` impl of the type.
//! 3. A draft of the type is started (`DraftOf::start`), here or by [`read_object`] for an object inside
//!    another one, and the input fills it.
//! 4. For each name, the input finds the member in the [`TypeDescription`](crate::description::TypeDescription), which is
//!    a table (generated). The draft leads to the member's field (`Draft::member_mut`, generated),
//!    and the table to the function that reads it, which belongs to the field's type.
//! 5. At the end of the object, a member that was not read gets the value that means absence, or
//!    causes an error that names it. `DraftOf::finish` returns the value.
//!
//! Members that no type declares go to the field for dynamic properties, if there is one, and are
//! skipped otherwise. [`union`] reads up to the tag, and then continues at step 3 with the type
//! that the tag names.
//!
//! Writing and comparing work the same way: the table leads to the fields (`Object::member`,
//! generated), and each field shows its value as a [`View`](crate::description::view::View). JSON text is
//! written by a function of the field's type, without a view.

mod cast;
mod changes;
mod dynamic_properties;
mod entity;
pub(crate) mod kind;
mod named_type;
mod operation;
pub(crate) mod original;
pub(crate) mod partners;
pub(crate) mod structured_type;
pub(crate) mod union;
mod unknown_object;
mod untyped_changes;

pub use cast::Castable;
pub(crate) use changes::changes;
pub use dynamic_properties::{DynamicProperties, IntoDynamicProperty, set_dynamic};
pub use entity::{Entity, EntityPatch, EntityProperties};
pub use kind::{ComplexType, EntityType, MediaEntity};
pub use named_type::NamedType;
pub(crate) use operation::parameters;
pub use operation::{Operation, OperationBinding};
pub use structured_type::{DraftOf, StructuredType, read_object, start_patch, taken, type_of};
pub use union::Union;
pub use unknown_object::{HoldsUnknown, UnknownObject};
