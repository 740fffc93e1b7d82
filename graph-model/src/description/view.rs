//! The values and the objects of a model, as they are written and compared.
//!
//! A property shows its value as this enum, which borrows. So the code that writes and compares
//! objects exists once, and not for each type.

use std::any::Any;
use std::borrow::Cow;

use serde_json::value::RawValue;

use super::control_information::TAG;
use super::input::DynamicMembers;
use super::type_description::TypeDescription;

/// A value of a property.
#[doc(hidden)]
#[derive(Clone)]
pub enum View<'a> {
    /// The state of the property is unknown. It is not written, and it is never a change.
    Absent,
    /// The property has no value. It is not written, and in a patch it is null.
    None,
    /// The property is null.
    Null,
    Boolean(bool),
    Integer(i64),
    Single(f32),
    Double(f64),
    String(&'a str),
    Items(&'a dyn ItemViews),
    Object(&'a dyn Object),
    /// An object whose type is not the declared one. Without a tag, nobody could tell.
    Derived(&'a dyn Object),
    Untyped(&'a dyn UntypedMembers),
    /// JSON text that is written as it is.
    Raw(&'a RawValue),
    /// JSON text.
    Json(Cow<'a, str>),
    /// The reason why the value cannot be written.
    Unwritable(String),
}

impl<'a> View<'a> {
    /// The object of a described type, if the value is one.
    pub(crate) fn object(&self) -> Option<&'a dyn Object> {
        match self {
            Self::Object(object) | Self::Derived(object) => Some(*object),
            _ => None,
        }
    }
    /// Whether the member is left out of its object.
    pub(crate) fn is_left_out(&self) -> bool {
        matches!(self, Self::Absent | Self::None)
    }
}

/// An object of a structured type, as it is written and compared.
#[doc(hidden)]
pub trait Object: Any {
    /// The type of the object.
    fn description(&self) -> &'static TypeDescription;

    /// The field of the type's own member with this number. Any other number leads to some field.
    fn member(&self, number: usize) -> &dyn Any;

    /// The inherited part, if the type has a base.
    fn base(&self) -> Option<&dyn Object>;

    /// The dynamic properties that the type itself keeps.
    fn dynamic(&self) -> Option<&dyn DynamicMembers>;

    /// The value of `@odata.etag`.
    fn etag(&self) -> Option<&str>;

    /// The derived type that the tag named, if the reader did not know it.
    fn derived_type(&self) -> Option<&str>;
}

/// The derived type that the tag of an object named: where the type has a place for it, or among
/// its annotations.
pub(crate) fn derived_type(object: &dyn Object) -> Option<&str> {
    object.derived_type().or_else(|| {
        let tag = match dynamic(object)?.view(TAG)? {
            View::Raw(tag) => tag.get().strip_prefix('"')?.strip_suffix('"')?,
            View::String(tag) => tag,
            _ => return None,
        };
        (!tag.contains('\\')).then_some(tag)
    })
}

/// The dynamic properties that an object keeps.
fn dynamic(object: &dyn Object) -> Option<&dyn DynamicMembers> {
    match object.dynamic() {
        Some(members) => Some(members),
        None => dynamic(object.base()?),
    }
}

/// The object, or the inherited part of it that is an `A`.
#[doc(hidden)]
#[must_use]
pub fn ancestor<A: 'static>(object: &dyn Object) -> Option<&A> {
    match (object as &dyn Any).downcast_ref() {
        Some(ancestor) => Some(ancestor),
        None => ancestor(object.base()?),
    }
}

/// The items of a collection.
#[doc(hidden)]
pub trait ItemViews {
    /// The number of items.
    fn count(&self) -> usize;

    /// The item at this position, or `Absent`.
    fn item(&self, position: usize) -> View<'_>;
}

/// The members of an object of an unknown type.
#[doc(hidden)]
pub trait UntypedMembers {
    /// The member at this position.
    fn member(&self, position: usize) -> Option<(&str, &RawValue)>;
}

impl dyn UntypedMembers + '_ {
    /// The members in order.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        (0..).map_while(|position| self.member(position))
    }
}
