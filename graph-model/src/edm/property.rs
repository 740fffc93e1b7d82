//! The Rust types that are OData properties, and how a property is read, written and compared.
//!
//! OData CSDL 4.01, sections 3 and 7; OData JSON Format 4.01, section 7.1. Serde's own impls work
//! for most types. The sibling modules cover the rest.

use std::any::Any;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Error};
use serde::{Deserializer, Serialize, Serializer};

use crate::description::input::{Input, ReadError, Receiver, Scalar};
use crate::description::view::View;
use crate::description::{EdmType, ObjectTypes, PropertyAccess, PropertyShape, TypeDescription};
use crate::json::{self, ObjectText};
use crate::value;

/// A Rust type that can hold the value of a property.
///
/// The attributes implement it for annotated types. A type of your own (a date, a validated string)
/// needs serde's traits and one line:
///
/// ```
/// use graph_model::{EdmType, Property};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct DisplayName(String);
///
/// impl Property for DisplayName {
///     const EDM_TYPE: EdmType = EdmType::String;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an OData property",
    label = "the type of a property is needed here",
    note = "use a type that is one (`String`, `bool`, `i32`, `i64`, `f64`, `Vec<_>`, `Option<_>`, an annotated type), \
            name a serde-style module with `#[graph(with = …)]`, or implement `graph_model::Property`",
    note = "an enumeration with `#[graph_enum(…, flags)]` is used as `Flags<…>`, and no other; a map of dynamic properties is marked `#[graph(additional)]`",
    note = "dates, guids and decimals need the feature of graph-model with the name of their crate, and its major version"
)]
pub trait Property: Serialize + DeserializeOwned + 'static {
    /// The Edm type of the value, or of an item of a collection.
    const EDM_TYPE: EdmType;

    /// Whether this is a collection.
    const COLLECTION: bool = false;

    /// Whether the value may be null.
    const NULLABLE: bool = false;

    /// Returns the value of an absent property. `None` makes its absence an error.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Reads the value in the form that it has in an object.
    ///
    /// # Errors
    ///
    /// Returns an error if the input does not hold such a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Writes the value in the form that it has in an object.
    ///
    /// # Errors
    ///
    /// Returns the errors of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    /// Returns whether the two values would be sent as the same JSON, so that a patch need not send
    /// either.
    #[must_use]
    fn is_same(&self, other: &Self) -> bool {
        value::is_same_json(&self.view(), &other.view())
    }

    /// How values are read and shown. A type outside this crate uses serde's traits.
    #[doc(hidden)]
    const FORM: PropertyForm<Self> = PropertyForm {
        reads_text: true,
        read: read_through_serde,
        view: view_through_serde,
        object_types: ObjectTypes::default,
    };

    /// Whether [`from_input`](Self::from_input) receives the JSON text of the value. The text keeps
    /// every digit of a number, and a type outside this crate may ask for it.
    #[doc(hidden)]
    const READS_TEXT: bool = Self::FORM.reads_text;

    /// Whether the type's default value is the one that means absence.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// Reads the value from the input of its object.
    #[doc(hidden)]
    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        (Self::FORM.read)(input)
    }

    /// Shows the value to the code that writes and compares objects.
    #[doc(hidden)]
    fn view(&self) -> View<'_> {
        (Self::FORM.view)(self)
    }

    /// The structured types that the value may have.
    #[doc(hidden)]
    #[must_use]
    fn object_types() -> ObjectTypes {
        (Self::FORM.object_types)()
    }

    /// The declared type of the value, or of the items of the collection, if it is structured.
    #[doc(hidden)]
    #[must_use]
    fn declared_type() -> Option<&'static TypeDescription> {
        Self::object_types().declared
    }

    /// The part of a property's description that its type provides.
    #[doc(hidden)]
    const SHAPE: &'static PropertyShape = &PropertyShape {
        edm_type: Self::EDM_TYPE,
        collection: Self::COLLECTION,
        nullable: Self::NULLABLE,
        access: PropertyAccess {
            reads_text: Self::READS_TEXT,
            may_be_absent: Self::MAY_BE_ABSENT,
            read: read_place::<Self>,
            make_absent: make_absent::<Self>,
            view: view_field::<Self>,
            write: write_field::<Self>,
            is_same: is_same_field::<Self>,
            declared_type: Self::declared_type,
        },
    };
}

/// Gives a trait the message for a type that no property has.
macro_rules! with_the_message_of_properties {
    ($item:item) => {
        #[diagnostic::on_unimplemented(
            message = "`{Self}` is not an OData property",
            label = "the type of a property is needed here",
            note = "use a type that is one (`String`, `bool`, `i32`, `i64`, `f64`, `Vec<_>`, `Option<_>`, an annotated type), \
                    name a serde-style module with `#[graph(with = …)]`, or implement `graph_model::Property`",
            note = "an enumeration with `#[graph_enum(…, flags)]` is used as `Flags<…>`, and no other; a map of dynamic properties is marked `#[graph(additional)]`",
            note = "dates, guids and decimals need the feature of graph-model with the name of their crate, and its major version"
        )]
        $item
    };
}

with_the_message_of_properties! {
    /// A type that a property may have: every [`Property`]. Generated code asks for this trait, so that
    /// an error names the type and not the impls that there are.
    pub trait PropertyType {
        /// The part of a property's description that its type provides.
        #[doc(hidden)]
        const SHAPE: &'static PropertyShape;
    }
}

#[diagnostic::do_not_recommend]
impl<P: Property> PropertyType for P {
    const SHAPE: &'static PropertyShape = <P as Property>::SHAPE;
}

with_the_message_of_properties! {
    /// The type inside an `Option`, a `Vec` or another wrapper: every [`Property`]. An error names it.
    pub trait WrappedType: Property {}
}

#[diagnostic::do_not_recommend]
impl<P: Property> WrappedType for P {}

/// How the values of a property are read and shown.
#[doc(hidden)]
pub struct PropertyForm<P> {
    pub reads_text: bool,
    pub read: fn(Input<'_>) -> Result<P, ReadError>,
    pub view: for<'a> fn(&'a P) -> View<'a>,
    pub object_types: fn() -> ObjectTypes,
}

fn read_through_serde<P: Property>(input: Input<'_>) -> Result<P, ReadError> {
    match input {
        Input::Text(text) => P::read(&mut deserializer_of(text)?).map_err(without_position),
        scalar => P::read(Scalar(scalar)),
    }
}

fn view_through_serde<P: Property>(value: &P) -> View<'_> {
    view_of_json(|serializer| value.write(serializer))
}

/// Puts a value into its field, or into its place in a draft, where it is an `Option`.
pub(crate) fn put<P: 'static>(place: &mut dyn Any, value: P) {
    if let Some(field) = place.downcast_mut::<P>() {
        *field = value;
    } else if let Some(place) = place.downcast_mut::<Option<P>>() {
        *place = Some(value);
    }
}

fn read_place<P: Property>(place: &mut dyn Any, input: Input<'_>) -> Result<(), ReadError> {
    let value = P::from_input(input)?;
    // Most places are fields. Calling `put` for them would copy the value.
    match place.downcast_mut::<P>() {
        Some(field) => *field = value,
        None => put(place, value),
    }
    Ok(())
}

fn make_absent<P: Property>(place: &mut dyn Any) -> bool {
    match P::absent() {
        Some(absent) => {
            put(place, absent);
            true
        }
        None => false,
    }
}

fn view_field<P: Property>(field: &dyn Any) -> View<'_> {
    field.downcast_ref::<P>().map_or(View::Absent, P::view)
}

fn write_field<P: Property>(
    field: &dyn Any,
    name: &'static str,
    text: &mut ObjectText<'_>,
) -> Result<(), serde_json::Error> {
    value::write_member(&view_field::<P>(field), name, text)
}

fn is_same_field<P: Property>(field: &dyn Any, other: &dyn Any) -> bool {
    match (field.downcast_ref::<P>(), other.downcast_ref::<P>()) {
        (Some(value), Some(other)) => value.is_same(other),
        _ => false,
    }
}

/// The maximum nesting depth of JSON text that is read through serde's traits.
///
/// `serde_json` refuses more than 128 levels, but starts a new count for each document. With
/// this limit, nested documents add a bounded amount of recursion.
const DEEPEST: usize = 128;

/// Returns a deserializer for the text of a value.
pub(super) fn deserializer_of(
    text: &str,
) -> Result<serde_json::Deserializer<serde_json::de::StrRead<'_>>, ReadError> {
    if json::depth(text) > DEEPEST {
        return Err(ReadError::custom(format_args!(
            "a value nests deeper than {DEEPEST} levels"
        )));
    }
    Ok(serde_json::Deserializer::from_str(text))
}

/// Returns an error without the position in the text of a value, because whoever reads the whole
/// input adds the position in that.
#[allow(clippy::needless_pass_by_value, reason = "this converts the error")]
pub(super) fn without_position(error: serde_json::Error) -> ReadError {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    ReadError::value(
        message
            .strip_suffix(&position)
            .unwrap_or(&message)
            .to_owned(),
    )
}

/// Shows a value that serde writes.
pub(super) fn view_of_json(
    write: impl FnOnce(&mut serde_json::Serializer<&mut Vec<u8>>) -> Result<(), serde_json::Error>,
) -> View<'static> {
    let mut json = Vec::new();
    let written = write(&mut serde_json::Serializer::new(&mut json));
    match written.map(|()| String::from_utf8(json)) {
        Ok(Ok(text)) => View::Json(text.into()),
        Ok(Err(error)) => View::Unwritable(error.to_string()),
        Err(error) => View::Unwritable(error.to_string()),
    }
}

/// Writes a property to any serializer.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub fn write<P: Property, S: Serializer>(value: &P, serializer: S) -> Result<S::Ok, S::Error> {
    value.view().serialize(serializer)
}

/// Reads a property from any deserializer.
///
/// # Errors
///
/// Returns the errors of the input, or an error if it does not hold such a value.
pub fn read<'de, P: Property, D: Deserializer<'de>>(deserializer: D) -> Result<P, D::Error> {
    let mut read = None;
    // The call is indirect, so that the code of `value` exists once and not for each property.
    let then: &mut Receiver<'_> = &mut |input| {
        read = Some(P::from_input(input)?);
        Ok(())
    };
    value::read(deserializer, P::READS_TEXT, then)?;
    read.ok_or_else(|| D::Error::custom("a value is missing"))
}

/// Reads a property where serde takes a seed.
pub(crate) struct ReadProperty<P>(pub PhantomData<P>);

impl<'de, P: Property> DeserializeSeed<'de> for ReadProperty<P> {
    type Value = P;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<P, D::Error> {
        read(deserializer)
    }
}
