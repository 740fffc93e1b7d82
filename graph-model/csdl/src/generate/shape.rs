//! Decides the Rust type and the marks of a property of the metadata.

use super::error::GenerateError;
use super::names::Names;
use super::recursion::Recursion;
use super::selection::{RUNTIME_ENTITY, Selection};
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
    pub values: &'m ValueTypes,
}

impl Shapes<'_> {
    /// The whole type of the field. Every field is optional, because a service leaves out
    /// properties that were not selected, and properties that its version does not have yet.
    pub(super) fn field_type(
        &self,
        owner: &StructuredDeclaration,
        property: &PropertyDeclaration,
    ) -> Result<String, GenerateError> {
        let value = self.value_type(&owner.name, property)?;
        Ok(if property.collection {
            format!("Option<Vec<{value}>>")
        } else if self.is_boxed(owner, property) {
            format!("Option<Box<{value}>>")
        } else {
            format!("Option<{value}>")
        })
    }

    /// Whether the value is in a `Box`. A related entity is boxed because it is seldom expanded.
    fn is_boxed(&self, owner: &StructuredDeclaration, property: &PropertyDeclaration) -> bool {
        if property.is_navigation() {
            self.models_target(&property.ty)
        } else {
            self.recursion.leads_back(&owner.name, &property.ty)
        }
    }

    /// The type of the value, or of an item of a collection, as an item of the owner's namespace
    /// names it. The owner is a type or an operation.
    pub(super) fn value_type(
        &self,
        owner: &str,
        property: &PropertyDeclaration,
    ) -> Result<String, GenerateError> {
        if property.ty.starts_with("Edm.") {
            return Ok(self.values.of(&property.ty).to_owned());
        }
        if self.metadata.is_any_json(&property.ty) {
            return Ok("RawJson".to_owned());
        }
        let declaration =
            self.metadata
                .get(&property.ty)
                .ok_or_else(|| GenerateError::UndeclaredType {
                    property: format!("{owner}/{}", property.name),
                    ty: property.ty.clone(),
                })?;
        let name = |ident: &str| {
            self.names
                .path(namespace(owner), namespace(&property.ty), ident)
        };
        Ok(match declaration {
            TypeDeclaration::Enumeration(declaration) if declaration.flags => {
                format!("Flags<{}>", name(self.names.ident(&property.ty)))
            }
            TypeDeclaration::Structured(_) if !self.models_target(&property.ty) => {
                "UnknownObject".to_owned()
            }
            TypeDeclaration::Structured(_) if !self.selection.derived(&property.ty).is_empty() => {
                name(&self.names.union_ident(&property.ty))
            }
            _ => name(self.names.ident(&property.ty)),
        })
    }

    /// Whether a typed field can hold this type. `Entity` itself has no union, because the union
    /// would have more than a thousand variants.
    fn models_target(&self, ty: &str) -> bool {
        ty != RUNTIME_ENTITY && self.selection.models_target(ty)
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
