//! Structured types: entity types and complex types.

use std::any::Any;

use serde::Deserializer;
use serde::de::Error;

use crate::description::control_information::ETAG;
use crate::description::input::{Draft, DynamicMembers};
use crate::description::input::{Input, ReadError, Receiver};
use crate::description::view::Object;
use crate::description::view::View;
use crate::description::{
    Derived, EdmType, Modelled, ObjectTypes, PropertyScope, Queryable, TypeDescription,
};
use crate::edm::Property;
use crate::edm::property::PropertyForm;
use crate::patch::into_property::JsonResult;
use crate::patch::{Patch, PatchDocument};
use crate::value;

use super::changes::changes;

/// A type with properties: an entity type or a complex type (OData CSDL 4.01, sections 6 and 9).
///
/// Only `#[graph_entity]` and `#[graph_complex]` can implement it, because the code that they
/// generate for it is not part of the public interface. Use it in code that works with any model,
/// such as a function that logs what a patch changes. [`EntityType`](super::EntityType) and
/// [`ComplexType`](super::ComplexType) tell the two kinds apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an entity type nor a complex type",
    label = "this type is not annotated",
    note = "put `#[graph_entity(odata = \"…\")]` or `#[graph_complex(odata = \"…\")]` on a type of your own; an enumeration or a union cannot be used here"
)]
pub trait StructuredType: Property {
    /// The type that it derives from, if it derives from one.
    #[doc(hidden)]
    type Base;

    /// Whether it is an entity type or a complex type.
    #[doc(hidden)]
    type Kind;

    /// The type's patch.
    type Patch: Patch<Of = Self>;

    /// The description of the type.
    const TYPE: &'static TypeDescription;

    /// Returns the smallest patch that turns `before` into this value.
    ///
    /// Unchanged properties are absent. A nullable property that became `None` is `null`. A changed
    /// complex property carries only its changed members. A changed collection is sent whole (OData
    /// Protocol 4.01, section 11.4.3). Properties that a client cannot change are not compared.
    fn changes_since(&self, before: &Self) -> Self::Patch {
        Self::Patch::from_document(changes(self, before, None))
    }

    /// Returns the value after `change` has set some of its fields, those of the base types
    /// included.
    ///
    /// A struct literal names each base type in turn. This method needs none of them.
    ///
    /// ```
    /// use graph_model::{StructuredType, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.deviceCompliancePolicy")]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct DeviceCompliancePolicy {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.windows10CompliancePolicy", base = DeviceCompliancePolicy)]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct Windows10CompliancePolicy {
    ///     pub password_required: Option<bool>,
    /// }
    ///
    /// let policy = Windows10CompliancePolicy::default().with(|policy| {
    ///     policy.display_name = Some("Baseline".into());
    ///     policy.password_required = Some(true);
    /// });
    /// assert_eq!(policy.base.display_name.as_deref(), Some("Baseline"));
    /// ```
    #[must_use]
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// The handles of the properties, for queries.
    #[doc(hidden)]
    type Properties;

    /// The type as the type of a property's value. It does not depend on the description, because
    /// the type may occur in the description again.
    #[doc(hidden)]
    const VALUE_TYPE: EdmType = Self::EDM_TYPE;

    /// How an object of the type is read and shown as the value of a property.
    #[doc(hidden)]
    const OBJECT: PropertyForm<Self> = PropertyForm {
        reads_text: false,
        read: read_object,
        view: |object| View::Object(object),
        object_types: || ObjectTypes {
            declared: Some(Self::TYPE),
            variants: &[],
        },
    };

    /// An object of the type that is being read: the type itself if it has a default value to start
    /// from, or else a struct with a place for each member.
    #[doc(hidden)]
    type Draft: DraftOf<Self>;

    /// The field of the type's own member with this number. Any other number leads to some field.
    #[doc(hidden)]
    fn member(&self, number: usize) -> &dyn Any;

    /// The same field, to be changed.
    #[doc(hidden)]
    fn member_mut(&mut self, number: usize) -> &mut dyn Any;

    /// The inherited part, if the type has a base.
    #[doc(hidden)]
    fn base(&self) -> Option<&dyn Object> {
        None
    }

    /// The inherited part, if the type has a base, to be changed.
    #[doc(hidden)]
    fn base_mut(&mut self) -> Option<&mut dyn Draft> {
        None
    }

    /// Gives the type's own member with this number the default value that its author chose.
    #[doc(hidden)]
    fn set_default(&mut self, _number: usize) {}

    /// The dynamic properties that the type itself keeps.
    #[doc(hidden)]
    fn dynamic(&self) -> Option<&dyn DynamicMembers> {
        None
    }

    /// The dynamic properties that the type itself keeps, to be changed.
    #[doc(hidden)]
    fn dynamic_mut(&mut self) -> Option<&mut dyn DynamicMembers> {
        None
    }

    /// The value of `@odata.etag`, in the field that the author declares for it.
    #[doc(hidden)]
    fn etag(&self) -> Option<&str> {
        let mut members = Self::TYPE.members().iter();
        match members.position(|member| member.name() == ETAG) {
            Some(number) => text_of(self.member(number)),
            None => self.base()?.etag(),
        }
    }

    /// The derived type that the tag named, if the reader did not know it.
    #[doc(hidden)]
    fn derived_type(&self) -> Option<&str> {
        self.base()?.derived_type()
    }

    /// Records the derived type that the tag named, and returns whether the type has a place for
    /// the name. `None` removes the name.
    #[doc(hidden)]
    fn note_derived_type(&mut self, name: Option<String>) -> bool {
        match self.base_mut() {
            Some(base) => base.note_derived_type(name),
            None => false,
        }
    }

    /// The handles of the properties in `scope`.
    #[doc(hidden)]
    fn properties(scope: PropertyScope) -> Self::Properties;

    /// Reads an object of the type.
    #[doc(hidden)]
    fn read_object(input: Input<'_>) -> Result<Self, ReadError> {
        read_object(input)
    }

    /// Appends the object to a JSON text.
    #[doc(hidden)]
    fn write_json(&self, json: &mut Vec<u8>) -> JsonResult {
        value::write_json(&self.view(), json)
    }

    /// The object, without its Rust type.
    #[doc(hidden)]
    fn as_object(&self) -> &dyn Object {
        self
    }

    /// The object as a draft, without its Rust type.
    #[doc(hidden)]
    fn as_draft(&mut self) -> &mut dyn Draft {
        self
    }
}

/// The string in a field, if it is one.
fn text_of(field: &dyn Any) -> Option<&str> {
    let optional = || field.downcast_ref::<Option<String>>()?.as_deref();
    let boxed = || field.downcast_ref::<Option<Box<str>>>()?.as_deref();
    let required = || field.downcast_ref::<String>().map(String::as_str);
    optional().or_else(boxed).or_else(required)
}

impl<T: StructuredType> Object for T {
    fn description(&self) -> &'static TypeDescription {
        T::TYPE
    }

    fn member(&self, number: usize) -> &dyn Any {
        StructuredType::member(self, number)
    }

    fn base(&self) -> Option<&dyn Object> {
        StructuredType::base(self)
    }

    fn dynamic(&self) -> Option<&dyn DynamicMembers> {
        StructuredType::dynamic(self)
    }

    fn etag(&self) -> Option<&str> {
        StructuredType::etag(self)
    }

    fn derived_type(&self) -> Option<&str> {
        StructuredType::derived_type(self)
    }
}

impl<T: StructuredType> Draft for T {
    fn member_mut(&mut self, number: usize) -> &mut dyn Any {
        StructuredType::member_mut(self, number)
    }

    fn base_mut(&mut self) -> Option<&mut dyn Draft> {
        StructuredType::base_mut(self)
    }

    fn dynamic_mut(&mut self) -> Option<&mut dyn DynamicMembers> {
        StructuredType::dynamic_mut(self)
    }

    fn set_default(&mut self, number: usize) {
        StructuredType::set_default(self, number);
    }

    fn note_derived_type(&mut self, name: Option<String>) -> bool {
        StructuredType::note_derived_type(self, name)
    }
}

/// The draft of a `T`.
#[doc(hidden)]
pub trait DraftOf<T>: Draft + Sized {
    /// Returns a draft without members.
    fn start() -> Self;

    /// Returns the object, once the draft has every member that must not be absent.
    fn finish(self) -> Result<T, ReadError>;
}

/// A type with a default value is read into that value.
impl<T: Draft + Default> DraftOf<Self> for T {
    fn start() -> Self {
        Self::default()
    }

    fn finish(self) -> Result<Self, ReadError> {
        Ok(self)
    }
}

/// Reads an object of type `T` from the input of its own object.
///
/// # Errors
///
/// Returns an error if the input does not hold such an object.
pub fn read_object<T: StructuredType>(input: Input<'_>) -> Result<T, ReadError> {
    let mut draft = T::Draft::start();
    fill(&mut draft, T::TYPE, input)?;
    draft.finish()
}

/// Reads an object of type `T` from any deserializer. The draft is filled where it is, because an object
/// is too large to be moved at each step.
///
/// # Errors
///
/// Returns the errors of the input, or an error if it does not hold such an object.
pub fn read<'de, T: StructuredType, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut draft = T::Draft::start();
    // The call is indirect, so that the code of `value` exists once and not for each type.
    let then: &mut Receiver<'_> = &mut |input| fill(&mut draft, T::TYPE, input);
    value::read(deserializer, false, then)?;
    draft.finish().map_err(D::Error::custom)
}

/// Reads the members of an object into a draft.
fn fill(
    draft: &mut dyn Draft,
    of: &'static TypeDescription,
    input: Input<'_>,
) -> Result<(), ReadError> {
    match input {
        Input::Members(members) => members.fill(draft, of),
        other => Err(other.unexpected(&format!("an object of type `{}`", of.name()))),
    }
}

/// Takes a member that must not be absent out of its place in a draft.
///
/// # Errors
///
/// Returns an error if the place is empty. A draft has been checked for that before.
pub fn taken<P>(place: Option<P>) -> Result<P, ReadError> {
    place.ok_or_else(|| ReadError::value("a property is missing".to_owned()))
}

/// Returns a patch with nothing set.
#[must_use]
pub fn start_patch<T: StructuredType>() -> T::Patch {
    T::Patch::from_document(PatchDocument::new(T::TYPE))
}

/// Returns the description of a type, for the constant `TYPE` that users name.
///
/// The compiler evaluates a constant where another one names it, but not where a generic function
/// does. So the description is evaluated only where a program uses it.
#[doc(hidden)]
#[must_use]
pub const fn type_of<T: StructuredType>() -> &'static TypeDescription {
    T::TYPE
}

#[diagnostic::do_not_recommend]
impl<T: StructuredType> Modelled for T {
    type Declared = T;
}

impl<T: StructuredType> Derived for T {
    type Base = <T as StructuredType>::Base;
}

#[diagnostic::do_not_recommend]
impl<T: StructuredType> Queryable for T {
    type Properties = <T as StructuredType>::Properties;

    const STRUCTURE: Option<&'static TypeDescription> = Some(T::TYPE);

    fn properties(scope: PropertyScope) -> Self::Properties {
        <T as StructuredType>::properties(scope)
    }
}
