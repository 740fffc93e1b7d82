//! Types as data: how a model describes its types, how the members of an object are reached through
//! a description, and the handles that queries use to name properties.
//!
//! The macros write descriptions as constants. Code that is the same for all types (reading,
//! writing, comparing, tags, checks between types) works on descriptions, so it is not generated
//! again for each type. Except for JSON, this is the lowest layer. It does not know any format.

pub(crate) mod control_information;
mod edm_type;
mod enumeration_description;
mod hierarchy;
pub(crate) mod input;
mod object_types;
mod operation_description;
mod property_description;
pub(crate) mod property_path;
pub(crate) mod tag;
mod type_checks;
mod type_description;
pub(crate) mod view;

pub use edm_type::{EdmType, UnknownEdmType};
pub use enumeration_description::{EnumerationDescription, MemberDescription};
pub use hierarchy::{Derived, DerivesFrom, Inherited, Itself, Modelled, NoBase};
pub use object_types::ObjectTypes;
pub use operation_description::{BindingDescription, OperationDescription, OperationKind};
pub use property_description::{
    Capability, PropertyAccess, PropertyDescription, PropertyShape, READ_WRITE,
};
pub(crate) use property_path::queryable_values;
pub use property_path::{
    Clearable, Navigable, NavigationPropertyPath, NotNull, Nullable, PropertyPath, PropertyScope,
    Queryable, ReadOnly, Writable, navigation, property,
};
pub use type_checks::{
    Derived as DerivedTraits, NotDerived, expect_base, expect_key_type, expect_no_derives_above,
    expect_no_entity, expect_no_key, expect_undeclared,
};
pub(crate) use type_description::{MemberPlace, same_text};
pub use type_description::{TypeDescription, TypeKind};
