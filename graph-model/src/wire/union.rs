//! Unions: a declared type together with the types derived from it, told apart by their tags.

use super::unknown_object::UnknownObject;
use crate::description::input::{
    Draft, FoundVariant, Input, MemberSource, ReadError, ancestor_mut,
};
use crate::description::view::{Object, View, ancestor};
use crate::description::{ObjectTypes, TypeDescription, same_text};
use crate::edm::Property;
use crate::patch::into_property::JsonResult;
use crate::value;

/// A declared type and its derived types, as an enum. `#[graph_union]` implements this trait.
pub trait Union: Property {
    /// The declared type, from which every variant derives.
    const DECLARED: &'static TypeDescription;

    /// The types of the variants, by number.
    const VARIANTS: &'static [&'static TypeDescription];

    /// Reads the variant with this number, or the unknown variant.
    #[doc(hidden)]
    fn read_variant(number: Option<usize>, input: Input<'_>) -> Result<Self, ReadError>;

    /// The object in the variant, unless it is of an unknown type.
    #[doc(hidden)]
    fn object(&self) -> Option<&dyn Object>;

    /// The object in the variant, unless it is of an unknown type, to be changed.
    #[doc(hidden)]
    fn object_mut(&mut self) -> Option<&mut dyn Draft>;
}

/// Reads a value of a union.
///
/// # Errors
///
/// Returns an error if the input is not an object, or if the variant cannot be read.
pub fn read<U: Union>(input: Input<'_>) -> Result<U, ReadError> {
    match input {
        Input::Members(members) => {
            let variant = members.variant(U::DECLARED, U::VARIANTS)?;
            if let FoundVariant::Guessed(number) = variant {
                return read_guess(members, number);
            }
            U::read_variant(variant.number(), Input::Members(members))
        }
        other => Err(other.unexpected(&format!(
            "an object of type `{}` or of a type derived from it",
            U::DECLARED.name()
        ))),
    }
}

/// Reads the declared type, and reads again if there is a late tag. Guesses do not nest, so a
/// separate function keeps the stack space of the second value out of each level.
#[inline(never)]
fn read_guess<U: Union>(members: &mut dyn MemberSource, number: usize) -> Result<U, ReadError> {
    let guess = U::read_variant(Some(number), Input::Members(members));
    if guess.is_ok() || !members.retry() {
        return guess;
    }
    let variant = members.variant(U::DECLARED, U::VARIANTS)?;
    U::read_variant(variant.number(), Input::Members(members))
}

/// Reads an object of an unknown type.
///
/// # Errors
///
/// Returns an error if the object cannot be kept.
pub fn read_unknown(input: Input<'_>) -> Result<UnknownObject, ReadError> {
    UnknownObject::from_input(input)
}

/// Returns whether the type is not the declared one, so that its objects need a tag.
#[must_use]
pub const fn is_derived<U: Union>(ty: &TypeDescription) -> bool {
    !same_text(ty.name(), U::DECLARED.name())
}

/// Shows the object in a variant.
#[must_use]
pub fn view<U: Union>(object: &dyn Object) -> View<'_> {
    if is_derived::<U>(object.description()) {
        View::Derived(object)
    } else {
        View::Object(object)
    }
}

/// Appends the object of a variant to a JSON text.
///
/// # Errors
///
/// Returns an error if the object cannot be written as JSON.
pub fn write_json<U: Union>(object: &dyn Object, json: &mut Vec<u8>) -> JsonResult {
    value::write_json(&view::<U>(object), json)
}

/// Refuses an object if a mistake left the union without an unknown variant.
///
/// # Errors
///
/// Returns an error.
pub fn refuse<U>() -> Result<U, ReadError> {
    Err(ReadError::value(
        "the union has no variant for the type".to_owned(),
    ))
}

/// The declared type and the variants.
#[must_use]
pub fn object_types<U: Union>() -> ObjectTypes {
    ObjectTypes {
        declared: Some(U::DECLARED),
        variants: U::VARIANTS,
    }
}

/// Whether an earlier type has the same name as this one, and so the same tag.
#[must_use]
pub const fn is_repeated(variants: &[&TypeDescription], number: usize) -> bool {
    let mut other = 0;
    while other < number {
        if same_text(variants[other].name(), variants[number].name()) {
            return true;
        }
        other += 1;
    }
    false
}

/// The properties of the declared type, unless the object is of an unknown type.
#[must_use]
pub fn base<U: Union, T: 'static>(union: &U) -> Option<&T> {
    ancestor(union.object()?)
}

/// The properties of the declared type, unless the object is of an unknown type, to be changed.
pub fn base_mut<U: Union, T: 'static>(union: &mut U) -> Option<&mut T> {
    ancestor_mut(union.object_mut()?)
}
