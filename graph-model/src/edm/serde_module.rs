//! Serde-style modules that `#[graph(with = …)]` names.
//!
//! A module has the functions `serialize` and `deserialize` for the whole type of its field. A
//! module is not a type, so the macros wrap it in a type that implements `SerdeModule`.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::any::Any;
use std::marker::PhantomData;

use serde::{Deserializer, Serializer};

use super::property::{deserializer_of, put, view_of_json, without_position};
use crate::description::input::{Input, ReadError, Scalar};
use crate::description::view::View;
use crate::description::{EdmType, PropertyAccess, PropertyShape};
use crate::json::ObjectText;
use crate::value;

/// A module that reads and writes values of one type in its own way.
pub trait SerdeModule: Sized + 'static {
    /// The type of the field.
    type Value: 'static;

    /// The shape of a property that the module reads and writes. Its Edm type is not known. The table of the type says whether the property is nullable.
    const SHAPE: &'static PropertyShape = &PropertyShape {
        edm_type: EdmType::Untyped,
        collection: false,
        nullable: true,
        access: PropertyAccess {
            reads_text: true,
            may_be_absent: false,
            read: read_place::<Self>,
            make_absent: make_absent::<Self>,
            view: view_field::<Self>,
            write: write_field::<Self>,
            is_same: is_same_field::<Self>,
            declared_type: || None,
        },
    };

    /// The module's `deserialize`.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// The module's `serialize`.
    fn serialize<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// The value of an absent property, if the field is an `Option`.
    #[must_use]
    fn absent() -> Option<Self::Value> {
        None
    }

    /// Whether the field is an `Option` that is `None`.
    #[must_use]
    fn is_none(_: &Self::Value) -> bool {
        false
    }
}

fn read_place<M: SerdeModule>(place: &mut dyn Any, input: Input<'_>) -> Result<(), ReadError> {
    let value = match input {
        Input::Text(text) => {
            M::deserialize(&mut deserializer_of(text)?).map_err(without_position)?
        }
        scalar => M::deserialize(Scalar(scalar))?,
    };
    put(place, value);
    Ok(())
}

fn make_absent<M: SerdeModule>(place: &mut dyn Any) -> bool {
    match M::absent() {
        Some(absent) => {
            put(place, absent);
            true
        }
        None => false,
    }
}

fn view_field<M: SerdeModule>(field: &dyn Any) -> View<'_> {
    match field.downcast_ref() {
        Some(value) if M::is_none(value) => View::None,
        Some(value) => view_of_json(|serializer| M::serialize(value, serializer)),
        None => View::Absent,
    }
}

fn write_field<M: SerdeModule>(
    field: &dyn Any,
    name: &'static str,
    text: &mut ObjectText<'_>,
) -> Result<(), serde_json::Error> {
    value::write_member(&view_field::<M>(field), name, text)
}

fn is_same_field<M: SerdeModule>(field: &dyn Any, other: &dyn Any) -> bool {
    value::is_same_json(&view_field::<M>(field), &view_field::<M>(other))
}

/// A placeholder for the type of a property with a module, for places that use only the property's
/// name.
#[derive(Debug)]
pub struct WrittenByModule<T>(PhantomData<T>);
