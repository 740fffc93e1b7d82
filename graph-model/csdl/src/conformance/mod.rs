//! Compares a model with the metadata.
//!
//! A model may be less exact than the metadata where that is harmless. A string holds any value
//! that JSON writes as a string, unless `edm` says what it holds. An untyped value holds any value. A model may leave out
//! navigation properties and streams. It may have a mark such as `read_only` that the metadata does
//! not have, because the metadata's marks are far from complete. Everything else is a difference.

mod operation;

use std::collections::HashSet;

use super::difference::{Difference, DifferenceKind};
use super::metadata::{
    EnumerationDeclaration, Metadata, PropertyDeclaration, StructuredDeclaration, TypeDeclaration,
    short_name,
};
use super::model::{
    Base, EnumerationModel, Model, PropertyModel, StructuredModel, UnionModel, ValueType,
};
use super::path_walk;
use graph_model::edm::EdmType;
use graph_model::model::Capability;
use graph_syntax::names;

/// The part of a type that a model has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The model may have only some of the properties, members and derived types. A missing one is
    /// not a difference.
    Partial,
    /// The model has all of them.
    Whole,
}

/// The differences between the model and the metadata, in the model's order and then the
/// metadata's.
pub(super) fn differences(metadata: &Metadata, model: &Model, extent: Extent) -> Vec<Difference> {
    let mut comparison = Comparison {
        metadata,
        extent,
        differences: Vec::new(),
    };
    match model {
        Model::Structured(model) => comparison.structured(model),
        Model::Enumeration(model) => comparison.enumeration(model),
        Model::Union(model) => comparison.union(model),
        Model::Operation(model) => comparison.operation(model),
    }
    comparison.differences
}

struct Comparison<'m> {
    metadata: &'m Metadata,
    extent: Extent,
    differences: Vec<Difference>,
}

impl<'m> Comparison<'m> {
    fn differ(&mut self, target: impl Into<String>, kind: DifferenceKind) {
        self.differences.push(Difference {
            target: target.into(),
            kind,
        });
    }

    /// The declared type of this name, if it is of the right kind. Otherwise records a difference.
    fn declared(&mut self, name: &str, modelled: &'static str) -> Option<&'m TypeDeclaration> {
        let Some(declaration) = self.metadata.get(name) else {
            let names = self.metadata.types().iter().map(TypeDeclaration::name);
            let near = near_type(name, names);
            self.differ(name, DifferenceKind::UnknownType { near });
            return None;
        };
        let declared = kind(declaration);
        if declared != modelled {
            self.differ(name, DifferenceKind::WrongKind { declared, modelled });
            return None;
        }
        Some(declaration)
    }

    fn structured(&mut self, model: &StructuredModel) {
        let modelled = if model.is_entity { ENTITY } else { COMPLEX };
        let Some(TypeDeclaration::Structured(declaration)) = self.declared(&model.name, modelled)
        else {
            return;
        };
        self.base(model, declaration);
        for property in &model.properties {
            self.property(model, property);
        }
        if self.extent == Extent::Whole {
            self.missing_properties(model, declaration);
        }
        if let Some(path) = &model.path
            && let Err(reason) = path_walk::leads_to(self.metadata, path, &model.name)
        {
            let path = path.clone();
            self.differ(&model.name, DifferenceKind::UnknownPath { path, reason });
        }
    }

    fn base(&mut self, model: &StructuredModel, declaration: &StructuredDeclaration) {
        let modelled = match &model.base {
            Base::Elsewhere => return,
            Base::None => None,
            Base::Type(name) => Some(name.clone()),
        };
        if declaration.base != modelled {
            let declared = declaration.base.clone();
            self.differ(
                &model.name,
                DifferenceKind::WrongBase { declared, modelled },
            );
        }
    }

    fn has_declared_base(&self, model: &StructuredModel) -> bool {
        let declared = self.metadata.structured_type(&model.name);
        let declared = declared.and_then(|declaration| declaration.base.as_deref());
        matches!(&model.base, Base::Type(base) if Some(base.as_str()) == declared)
    }

    fn property(&mut self, model: &StructuredModel, property: &PropertyModel) {
        let target = format!("{}/{}", model.name, property.name);
        let mut ancestry = self.metadata.ancestry(&model.name);
        let owner = ancestry.find_map(|declaration| {
            let mut properties = declaration.properties.iter();
            let found = properties.find(|declared| declared.name == property.name)?;
            Some((declaration, found))
        });
        let Some((owner, declared)) = owner else {
            let near = self.near_property(model, &property.name);
            self.differ(target, DifferenceKind::UnknownProperty { near });
            return;
        };
        // Without the declared base, it is unknown which properties the model inherits. A wrong
        // base is reported separately.
        if owner.name != model.name && self.has_declared_base(model) {
            let base = owner.name.clone();
            self.differ(target, DifferenceKind::InheritedProperty { base });
            return;
        }
        if property.navigation != declared.is_navigation() {
            let declared_navigation = declared.is_navigation();
            self.differ(
                target,
                DifferenceKind::WrongRole {
                    declared_navigation,
                },
            );
            return;
        }
        self.value(&target, property, declared);
        let is_key = self.metadata.key(&model.name).contains(&declared.name);
        match missing_mark(property, declared, is_key) {
            Some(kind) => self.differ(target, kind),
            None => self.nullability(target, property, declared),
        }
    }

    fn value(&mut self, target: &str, property: &PropertyModel, declared: &PropertyDeclaration) {
        if let Some(ty) = &property.ty
            && !self.holds(ty, &declared.ty)
        {
            let kind = DifferenceKind::WrongType {
                declared: declared.ty.clone(),
                modelled: match ty {
                    ValueType::Primitive(ty) => ty.name().to_owned(),
                    ValueType::Named(name) => name.clone(),
                },
            };
            self.differ(target, kind);
        }
        let declared_collection = declared.collection;
        if property
            .collection
            .is_some_and(|collection| collection != declared_collection)
        {
            self.differ(
                target,
                DifferenceKind::WrongMultiplicity {
                    declared_collection,
                },
            );
        }
    }

    fn nullability(
        &mut self,
        target: String,
        property: &PropertyModel,
        declared: &PropertyDeclaration,
    ) {
        // On a collection, the facet applies to the items (OData CSDL 4.01, section 7.2.1).
        if declared.collection || property.collection == Some(true) {
            return;
        }
        match property.nullable {
            // An entity that is not expanded is absent, whatever the facet says.
            Some(false) if declared.nullable && !declared.is_navigation() => {
                self.differ(target, DifferenceKind::Nullable);
            }
            // A property without a setter cannot be sent as null.
            Some(true) if !declared.nullable && property.capability == Capability::ReadWrite => {
                self.differ(target, DifferenceKind::NotNullable);
            }
            _ => {}
        }
    }

    fn holds(&self, modelled: &ValueType, declared: &str) -> bool {
        match modelled {
            // A string holds any value that JSON writes as a string.
            ValueType::Primitive(EdmType::String) => {
                declared.parse().is_ok_and(EdmType::is_json_string)
            }
            ValueType::Primitive(ty) => ty.name() == declared,
            // A value of a derived type can be read through a base type.
            ValueType::Named(name) => {
                name == declared || self.metadata.is_or_derives_from(declared, name)
            }
        }
    }

    fn missing_properties(&mut self, model: &StructuredModel, declaration: &StructuredDeclaration) {
        let modelled: HashSet<&str> = model.properties.iter().map(|p| p.name.as_str()).collect();
        for declared in &declaration.properties {
            let may_be_left_out = declared.is_navigation() || declared.ty == EdmType::Stream.name();
            if may_be_left_out || modelled.contains(declared.name.as_str()) {
                continue;
            }
            // A misspelled property is reported only once, at its wrong name.
            let misspelled = self.differences.iter().any(|difference| {
                matches!(&difference.kind, DifferenceKind::UnknownProperty { near: Some(near) } if *near == declared.name)
            });
            if !misspelled {
                let target = format!("{}/{}", model.name, declared.name);
                let declared = described(declared);
                self.differ(target, DifferenceKind::MissingProperty { declared });
            }
        }
    }

    /// The nearest name that the model does not already use.
    fn near_property(&self, model: &StructuredModel, name: &str) -> Option<String> {
        let modelled: HashSet<&str> = model.properties.iter().map(|p| p.name.as_str()).collect();
        let declared = self.metadata.ancestry(&model.name);
        let names = declared
            .flat_map(|declaration| &declaration.properties)
            .map(|property| property.name.as_str())
            .filter(|name| !modelled.contains(name));
        nearest(name, names)
    }

    fn enumeration(&mut self, model: &EnumerationModel) {
        let Some(TypeDeclaration::Enumeration(declaration)) =
            self.declared(&model.name, ENUMERATION)
        else {
            return;
        };
        if model.flags != declaration.flags {
            let declared_flags = declaration.flags;
            self.differ(&model.name, DifferenceKind::WrongFlags { declared_flags });
        }
        let mut near_names = HashSet::new();
        for (name, modelled) in &model.members {
            let target = format!("{}/{name}", model.name);
            match declaration
                .members
                .iter()
                .find(|member| member.name == *name)
            {
                Some(member) if member.value == *modelled => {}
                Some(member) => {
                    let (declared, modelled) = (member.value, *modelled);
                    self.differ(target, DifferenceKind::WrongValue { declared, modelled });
                }
                None => {
                    let near = near_member(model, declaration, name);
                    near_names.extend(near.clone());
                    self.differ(target, DifferenceKind::UnknownMember { near });
                }
            }
        }
        if self.extent == Extent::Whole {
            let modelled: HashSet<&str> = model
                .members
                .iter()
                .map(|(name, _)| name.as_str())
                .collect();
            for member in &declaration.members {
                if !modelled.contains(member.name.as_str()) && !near_names.contains(&member.name) {
                    let target = format!("{}/{}", model.name, member.name);
                    self.differ(target, DifferenceKind::MissingMember);
                }
            }
        }
    }

    /// Whether the metadata has the entity or complex type. Records a difference if it does not.
    fn is_structured(&mut self, name: &str) -> bool {
        let declared = self.metadata.structured_type(name).is_some();
        if !declared {
            let names = self
                .metadata
                .structured()
                .map(|declaration| declaration.name.as_str());
            let near = near_type(name, names);
            self.differ(name, DifferenceKind::UnknownType { near });
        }
        declared
    }

    fn union(&mut self, model: &UnionModel) {
        if !self.is_structured(&model.declared) {
            return;
        }
        for variant in &model.variants {
            self.is_structured(variant);
        }
        if self.extent == Extent::Partial {
            return;
        }
        let variants: HashSet<&str> = model.variants.iter().map(String::as_str).collect();
        for declaration in self.metadata.structured() {
            let derived = &declaration.name;
            if self.metadata.is_or_derives_from(derived, &model.declared)
                && !variants.contains(derived.as_str())
            {
                let derived = derived.clone();
                self.differ(&model.declared, DifferenceKind::MissingVariant { derived });
            }
        }
    }
}

/// The missing mark of a property, which would keep a patch from setting a value that the service
/// would reject.
fn missing_mark(
    property: &PropertyModel,
    declared: &PropertyDeclaration,
    is_key: bool,
) -> Option<DifferenceKind> {
    match (property.capability, declared.capability) {
        (Capability::Key, _) => None,
        _ if is_key => Some(DifferenceKind::Key),
        (Capability::ReadWrite | Capability::CreateOnly, Capability::ReadOnly) => {
            Some(DifferenceKind::ReadOnly)
        }
        (Capability::ReadWrite, Capability::CreateOnly) => Some(DifferenceKind::CreateOnly),
        _ => None,
    }
}

const ENTITY: &str = "an entity type";
const COMPLEX: &str = "a complex type";
const ENUMERATION: &str = "an enumeration type";

fn kind(declaration: &TypeDeclaration) -> &'static str {
    match declaration {
        TypeDeclaration::Structured(declaration) if declaration.is_entity => ENTITY,
        TypeDeclaration::Structured(_) => COMPLEX,
        TypeDeclaration::Enumeration(_) => ENUMERATION,
    }
}

fn described(property: &PropertyDeclaration) -> String {
    if property.collection {
        format!("Collection({})", property.ty)
    } else {
        property.ty.clone()
    }
}

fn near_member(
    model: &EnumerationModel,
    declaration: &EnumerationDeclaration,
    name: &str,
) -> Option<String> {
    let modelled: HashSet<&str> = model
        .members
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let names = declaration
        .members
        .iter()
        .map(|member| member.name.as_str())
        .filter(|name| !modelled.contains(name));
    nearest(name, names)
}

/// The nearest type name. Qualified names share their namespaces, so only the short names are
/// compared.
pub(super) fn near_type<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    names::nearest_by(short_name(name), known, short_name).map(str::to_owned)
}

fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    names::nearest(name, known).map(str::to_owned)
}
