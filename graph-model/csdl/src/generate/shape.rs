//! Decides the Rust type and the marks of a property of the metadata.

use super::areas::{self, Areas};
use super::names::{Names, Place};
use super::recursion::Recursion;
use super::selection::Selection;
use super::values::ValueTypes;
use crate::metadata::{
    Metadata, PropertyDeclaration, StructuredDeclaration, TypeDeclaration, namespace,
};
use graph_model::edm::EdmType;
use graph_model::model::Capability;

/// Everything that decides the shape of a property.
pub(super) struct Shapes<'m> {
    pub metadata: &'m Metadata,
    pub selection: &'m Selection<'m>,
    pub names: &'m Names<'m>,
    pub recursion: Recursion<'m>,
    pub areas: &'m Areas<'m>,
    pub values: &'m ValueTypes,
}

impl Shapes<'_> {
    /// The whole type of the field. Every field is optional, because a service leaves out
    /// properties that were not selected, and properties that its version does not have yet.
    pub(super) fn field_type(
        &self,
        owner: &StructuredDeclaration,
        property: &PropertyDeclaration,
    ) -> String {
        let value = self.value_type(self.place_of(&owner.name), property);
        // JSON may be null itself. Where the document does not say that items may be null, reading
        // leaves out null.
        let nullable = property.has_nullable_items && !property.is_navigation();
        if nullable && value != "RawJson" {
            format!("Option<Vec<Option<{value}>>>")
        } else if property.collection {
            format!("Option<Vec<{value}>>")
        } else if self.is_boxed(owner, property) {
            format!("Option<Box<{value}>>")
        } else {
            format!("Option<{value}>")
        }
    }

    /// Whether the value is in a `Box`. A related entity is boxed because it is seldom expanded.
    fn is_boxed(&self, owner: &StructuredDeclaration, property: &PropertyDeclaration) -> bool {
        if property.is_navigation() {
            let target = self.metadata.structured_type(&property.ty);
            self.selection.contains(&property.ty) && target.is_some_and(|ty| ty.is_entity)
        } else {
            self.recursion.leads_back(&owner.name, &property.ty)
        }
    }

    /// The place of a type.
    pub(super) fn place_of<'a>(&'a self, ty: &'a str) -> Place<'a> {
        Place {
            namespace: namespace(ty),
            area: self.areas.of_type(ty),
        }
    }

    /// The path to a type from a place.
    pub(super) fn type_path(&self, from: Place<'_>, name: &str) -> String {
        let area = self.areas.of_type(name);
        self.names.type_path(from, name, area)
    }

    /// The condition of a property: the feature of the area of the entities that it leads to.
    pub(super) fn condition(
        &self,
        owner: &StructuredDeclaration,
        property: &PropertyDeclaration,
    ) -> Option<String> {
        let own = self.areas.of_type(&owner.name);
        areas::condition(&self.areas.beyond(own, [property.ty.as_str()]))
    }

    /// The type of the value, or of an item of a collection, as an item at this place names it.
    pub(super) fn value_type(&self, from: Place<'_>, property: &PropertyDeclaration) -> String {
        if property.collection && property.ty == "Edm.Byte" {
            // The macros refuse a `Vec<u8>`, which looks like bytes.
            return "i16".to_owned();
        }
        if property.ty.starts_with("Edm.") {
            return self.values.of(&property.ty).to_owned();
        }
        if self.metadata.is_any_json(&property.ty) {
            return "RawJson".to_owned();
        }
        let Some(declaration) = self.metadata.get(&property.ty) else {
            let untyped = if property.is_navigation() {
                "UnknownObject"
            } else {
                "RawJson"
            };
            return untyped.to_owned();
        };
        match declaration {
            TypeDeclaration::Enumeration(_) if !self.selection.contains(&property.ty) => {
                "String".to_owned()
            }
            TypeDeclaration::Enumeration(declaration) if declaration.flags => {
                format!("Flags<{}>", self.type_path(from, &property.ty))
            }
            TypeDeclaration::Structured(ty)
                if !self.selection.contains(&property.ty)
                    || (property.is_navigation() && !ty.is_entity) =>
            {
                "UnknownObject".to_owned()
            }
            TypeDeclaration::Structured(_) if self.selection.is_polymorphic(&property.ty) => {
                let area = self.areas.of_type(&property.ty);
                self.names.union_path(from, &property.ty, area)
            }
            _ => self.type_path(from, &property.ty),
        }
    }

    /// The marks of the field, as they are written between the parentheses of `#[graph(…)]`.
    pub(super) fn marks(
        &self,
        owner: &StructuredDeclaration,
        property: &PropertyDeclaration,
        follows_from_field: bool,
    ) -> Vec<String> {
        let mut marks = Vec::new();
        if !follows_from_field {
            marks.push(format!("name = \"{}\"", property.name));
        }
        if property.is_navigation() {
            marks.push("navigation".to_owned());
        }
        let is_key = self.metadata.key(&owner.name).contains(&property.name);
        let capability = match property.capability {
            _ if is_key => Some("key"),
            Capability::ReadOnly => Some("read_only"),
            // A stream is written at its own URL.
            _ if property.ty == EdmType::Stream.name() => Some("read_only"),
            Capability::CreateOnly => Some("create_only"),
            _ => None,
        };
        marks.extend(capability.map(str::to_owned));
        // A collection is never null; the facet applies to its items (OData CSDL 4.01, section
        // 7.2.1).
        if capability.is_none() && (property.collection || !property.nullable) {
            marks.push("not_null".to_owned());
        }
        marks.extend(self.values.mark(&property.ty));
        marks
    }
}
