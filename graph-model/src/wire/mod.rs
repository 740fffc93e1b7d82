//! The objects of structured types on the wire: read from any deserializer, written to any serializer, compared.
//!
//! OData JSON Format 4.01, sections 4.5, 6 and 7.
//!
//! # How a member is read
//!
//! 1. Serde calls `Deserialize` of an annotated type, which calls [`object::read`].
//! 2. [`object::fill`] asks the type for the number of each name (`StructuredType::index`, generated). The base type is
//!    asked about names that the type itself does not have.
//! 3. The type receives the number and the value (`StructuredType::read_declared`, generated). It
//!    passes the value to the `Property` impl of the field's type, together with the field's slot.
//! 4. The property reads the value from its source: the input ([`member_source::Unread`]), or text that a union kept
//!    until it knew the type ([`member_source::Kept`]).
//! 5. At the end of the object, `StructuredType::finish` (generated) makes a value from the slots.
//!    An absent property gets the value that means absence, or causes an error that names it.
//!
//! Members that no type declares go to the field for dynamic properties, if there is one, and are skipped otherwise.
//! [`union`] reads up to the tag, and then continues at step 2 with the type that the tag names.
//!
//! Writing works the same way: `Serialize` calls [`object::write`], which writes the tag and lets
//! the type write its members.

mod dynamic_properties;
mod entity;
mod member_source;
mod no_base;
pub(crate) mod object;
mod representation;
mod structured_type;
pub(crate) mod union;
mod unknown_object;

pub use dynamic_properties::{DynamicProperties, IntoDynamicProperty};
pub(crate) use entity::ETAG_ANNOTATION;
pub use entity::{Entity, EntityPatch, EntityProperties};
pub use no_base::NoBase;
pub use representation::Representation;
pub use structured_type::{ComplexType, EntityType, StructuredType, changes};
pub use union::Union;
pub use unknown_object::{HoldsUnknown, UnknownObject};
