//! Describes a property as data, with the functions that read, write and compare its values.
//!
//! One table of these per type drives everything that happens to its members. The functions are
//! those of the Rust type of the field, so types share them.

use std::any::Any;
use std::fmt;

use super::edm_type::EdmType;
use super::input::{Input, ReadError};
use super::type_description::TypeDescription;
use super::view::View;
use crate::json::ObjectText;

/// How a client may use a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Capability {
    /// A client may set and change the property.
    ReadWrite,
    /// The service sets the property (`Org.OData.Core.V1.Computed`).
    ReadOnly,
    /// A client sets the property on creation, and it is fixed afterwards
    /// (`Org.OData.Core.V1.Immutable`).
    CreateOnly,
    /// The property is part of the entity's key.
    Key,
}

/// One property of a type: its name on the wire, its Edm type, and how a client may use it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PropertyDescription(
    /// The name as JSON text has it between two values, such as `,"displayName":`, so that it is compared
    /// and written at once. It is an identifier or an annotation, and has nothing to escape.
    #[doc(hidden)]
    pub &'static str,
    #[doc(hidden)] pub &'static PropertyShape,
    #[doc(hidden)] pub PropertyTraits,
);

/// The facts about a property that its author states.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyTraits {
    kind: MemberKind,
    capability: Capability,
    not_null: bool,
    pub(super) has_default: bool,
    /// The Edm type of what a string holds, or of what the author's own module writes.
    edm_type: Option<EdmType>,
}

/// A property that a client may set and change.
#[doc(hidden)]
pub const READ_WRITE: PropertyTraits = PropertyTraits {
    kind: MemberKind::Property,
    capability: Capability::ReadWrite,
    not_null: false,
    has_default: false,
    edm_type: None,
};

/// The number of bytes before and after a name in [`PropertyDescription::name_text`].
pub(super) const NAME_START: usize = 2;
const NAME_END: usize = 2;

/// The kind of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MemberKind {
    Property,
    Navigation,
    Annotation,
}

impl PropertyDescription {
    /// Returns the name on the wire, such as `displayName`.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        let (_, name) = self.0.split_at(NAME_START);
        name.split_at(self.0.len() - NAME_START - NAME_END).0
    }

    /// Returns whether this is the name on the wire.
    #[inline]
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let text = self.0.as_bytes();
        text.len() == NAME_START + name.len() + NAME_END
            && text[NAME_START..].starts_with(name.as_bytes())
    }

    /// Returns the name as JSON text has it between two values.
    #[inline]
    pub(crate) const fn name_text(&self) -> &'static str {
        self.0
    }

    /// Returns the type of the value, or of an item if the property is a collection.
    #[must_use]
    pub const fn edm_type(&self) -> EdmType {
        match self.2.edm_type {
            Some(edm_type) => edm_type,
            None => self.1.edm_type,
        }
    }

    /// Returns whether the property holds a collection.
    #[must_use]
    pub const fn is_collection(&self) -> bool {
        self.1.collection
    }

    /// Returns whether the property may be null.
    #[must_use]
    pub const fn is_nullable(&self) -> bool {
        self.1.nullable && !self.2.not_null
    }

    /// Returns whether this is a relationship to other entities (OData CSDL 4.01, section 8).
    #[must_use]
    pub const fn is_navigation(&self) -> bool {
        matches!(self.2.kind, MemberKind::Navigation)
    }

    /// How a client may use the property.
    #[must_use]
    pub const fn capability(&self) -> Capability {
        self.2.capability
    }
}

impl PropertyDescription {
    /// Whether the member is an annotation of the object or of one of its properties.
    pub(crate) const fn is_annotation(&self) -> bool {
        matches!(self.2.kind, MemberKind::Annotation)
    }

    /// Whether a patch may set the value.
    pub(crate) fn is_writable(&self) -> bool {
        self.2.kind == MemberKind::Property && self.2.capability == Capability::ReadWrite
    }

    /// Whether its author chose a default value.
    pub(crate) fn has_default(&self) -> bool {
        self.2.has_default
    }

    /// The functions for values of the property.
    #[inline]
    pub(crate) fn access(&self) -> &PropertyAccess {
        &self.1.access
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl PropertyTraits {
    #[must_use]
    pub const fn not_null(mut self) -> Self {
        self.not_null = true;
        self
    }

    #[must_use]
    pub const fn with_default(mut self) -> Self {
        self.has_default = true;
        self
    }

    #[must_use]
    pub const fn edm(mut self, edm_type: EdmType) -> Self {
        self.edm_type = Some(edm_type);
        self
    }

    #[must_use]
    pub const fn navigation(mut self) -> Self {
        self.kind = MemberKind::Navigation;
        self
    }

    #[must_use]
    pub const fn annotation(mut self) -> Self {
        self.kind = MemberKind::Annotation;
        self
    }

    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.capability = Capability::ReadOnly;
        self
    }

    #[must_use]
    pub const fn create_only(mut self) -> Self {
        self.capability = Capability::CreateOnly;
        self
    }

    #[must_use]
    pub const fn key(mut self) -> Self {
        self.capability = Capability::Key;
        self
    }
}

/// The part of a property's description that the type of its field provides.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyShape {
    pub edm_type: EdmType,
    pub collection: bool,
    pub nullable: bool,
    pub access: PropertyAccess,
}

/// The functions for the values of a property. Each receives the field, or in a draft the place for
/// its value.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct PropertyAccess {
    /// Whether the value is read from its JSON text.
    pub reads_text: bool,
    /// Whether a field that was not read holds the value that means absence from the start.
    pub may_be_absent: bool,
    /// Reads the value.
    pub read: fn(&mut dyn Any, Input<'_>) -> Result<(), ReadError>,
    /// Puts the value in that means absence, and returns whether there is one.
    pub make_absent: fn(&mut dyn Any) -> bool,
    /// Shows the value.
    pub view: for<'a> fn(&'a dyn Any) -> View<'a>,
    /// Writes the value as a member of its object, unless it is left out.
    pub write: fn(&dyn Any, &'static str, &mut ObjectText<'_>) -> Result<(), serde_json::Error>,
    /// Whether two values are sent as the same JSON.
    pub is_same: fn(&dyn Any, &dyn Any) -> bool,
    /// The declared type of the value, or of the items of the collection, if it is structured.
    pub declared_type: fn() -> Option<&'static TypeDescription>,
}

impl fmt::Debug for PropertyDescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PropertyDescription")
            .field(&self.name())
            .field(&self.1)
            .field(&self.2)
            .finish()
    }
}

impl fmt::Debug for PropertyAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PropertyAccess").finish_non_exhaustive()
    }
}

/// The functions follow from the Rust type, so two descriptions are equal whatever their functions.
impl PartialEq for PropertyAccess {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for PropertyAccess {}
