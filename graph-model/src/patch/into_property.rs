//! The values that a property can be set to.

use serde::Serialize;

/// The result of appending a value to a JSON text.
pub type JsonResult = Result<(), serde_json::Error>;

/// A value that a property of type `P` can be set to: a `P`, a reference to one, a string for a
/// `String`, an array for a `Vec`, a variant for a union, or the patch of a complex type.
///
/// `P` leaves out `Option` and `Box`: the setter of an `Option<Box<String>>` takes the same values
/// as the setter of a `String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of a property of type `{P}`",
    label = "not a value of type `{P}`",
    note = "give the value itself, not an `Option`; a patch sends null with `clear_…`, and a filter compares with `is_null()`",
    note = "a string becomes a member of an enumeration with `.into()`, and another value with `.parse()`; a complex property can also be set to a patch of its type"
)]
pub trait IntoProperty<P>: PropertyValue<P> {}

// The compiler reports the trait that the user sees, and not the impls that could have made the
// value fit.
#[diagnostic::do_not_recommend]
impl<P, V: PropertyValue<P>> IntoProperty<P> for V {}

/// No property has this type.
///
/// For a value such as `5`, the compiler takes the only type of a property that fits, before it
/// looks at the property that is named in a closure. The message would then be about the property,
/// and not about the value. With these two types, every value fits several types.
#[doc(hidden)]
#[derive(Debug)]
pub enum NoProperty {}

/// See [`NoProperty`].
#[doc(hidden)]
#[derive(Debug)]
pub enum NoOtherProperty {}

macro_rules! no_properties {
    ($($ty:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<V> PropertyValue<$ty> for V {
                fn write_value(&self, _json: &mut Vec<u8>) -> JsonResult {
                    Ok(())
                }
            }
        )*
    };
}

no_properties!(NoProperty NoOtherProperty);

/// How a value is written as a property of type `P`.
#[doc(hidden)]
pub trait PropertyValue<P> {
    /// Appends the value to a JSON text.
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult;
}

/// The type of a property that accepts a patch of a `T`: `T` itself, and the unions that have it as
/// a variant.
#[doc(hidden)]
pub trait AcceptsPatchOf<T> {
    /// Whether the declared type is not `T` itself.
    const IS_DERIVED: bool = false;
}

/// Appends the serialised value.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON.
pub fn write_json<V: Serialize + ?Sized>(value: &V, json: &mut Vec<u8>) -> JsonResult {
    serde_json::to_writer(json, value)
}
