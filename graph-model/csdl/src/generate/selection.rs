//! Selects the types to generate: the requested types and the types that they need.
//!
//! A type needs its base types and the types of its properties. If a property's type has derived
//! types, it needs all of these too. It does not need its related entities: relationships lead from
//! almost every entity to all of Graph. Related entities are typed if their types are generated
//! anyway, and otherwise kept as they are.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::error::GenerateError;
use crate::metadata::{Metadata, StructuredDeclaration, TypeDeclaration};

/// The base type that the runtime defines itself.
pub(crate) const RUNTIME_ENTITY: &str = "microsoft.graph.entity";

/// The types to generate.
pub(super) struct Selection<'m> {
    metadata: &'m Metadata,
    types: BTreeSet<&'m str>,
    /// The types derived from each type, at any depth, in the order of the document.
    derived: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Selection<'m> {
    /// Selects everything that the document declares.
    pub(super) fn all(metadata: &'m Metadata) -> Self {
        let names = metadata.types().iter().map(TypeDeclaration::name);
        Self {
            metadata,
            types: names.filter(|name| *name != RUNTIME_ENTITY).collect(),
            derived: all_derived(metadata),
        }
    }

    /// Selects the named types and the types that they need.
    pub(super) fn of(metadata: &'m Metadata, names: &[String]) -> Result<Self, GenerateError> {
        let mut selection = Self {
            metadata,
            types: BTreeSet::new(),
            derived: all_derived(metadata),
        };
        let mut needed = Vec::new();
        let mut declared = HashSet::new();
        for name in names {
            let declaration = metadata
                .get(name)
                .ok_or_else(|| GenerateError::unknown_type(metadata, name))?;
            needed.push(declaration.name());
        }
        while let Some(name) = needed.pop() {
            if name != RUNTIME_ENTITY && selection.types.insert(name) {
                selection.add_needs(name, &mut needed, &mut declared);
            }
        }
        Ok(selection)
    }

    /// Adds the types that a type needs to `needed`. `declared` contains the types whose derived
    /// types have already been added.
    fn add_needs(&self, name: &'m str, needed: &mut Vec<&'m str>, declared: &mut HashSet<&'m str>) {
        let Some(declaration) = self.metadata.structured_type(name) else {
            return;
        };
        needed.extend(declaration.base.as_deref());
        let values = declaration
            .properties
            .iter()
            .filter(|property| !property.is_navigation());
        for ty in values.filter_map(|property| self.metadata.get(&property.ty)) {
            if declared.insert(ty.name()) {
                needed.push(ty.name());
                needed.extend(self.derived(ty.name()));
            }
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// The types derived from this one, at any depth, in the order of the document.
    pub(super) fn derived(&self, name: &str) -> &[&'m str] {
        self.derived
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Whether this type and all types derived from it are generated.
    pub(super) fn models_target(&self, name: &str) -> bool {
        self.contains(name)
            && self
                .derived(name)
                .iter()
                .all(|derived| self.contains(derived))
    }

    /// The selected types, in the order of the document.
    pub(super) fn declarations(&self) -> impl Iterator<Item = &'m TypeDeclaration> {
        let types = self.metadata.types().iter();
        types.filter(|declaration| self.types.contains(declaration.name()))
    }

    pub(super) fn structured(&self) -> impl Iterator<Item = &'m StructuredDeclaration> {
        self.declarations()
            .filter_map(|declaration| match declaration {
                TypeDeclaration::Structured(declaration) => Some(declaration),
                TypeDeclaration::Enumeration(_) => None,
            })
    }

    /// The types that need a union: types with derived types that are the declared type of a
    /// property or of a typed relationship.
    pub(super) fn declared_polymorphic(&self) -> BTreeSet<&'m str> {
        let mut declared = BTreeSet::new();
        for property in self
            .structured()
            .flat_map(|declaration| &declaration.properties)
        {
            let ty = property.ty.as_str();
            if !self.derived(ty).is_empty() && self.models_target(ty) {
                declared.insert(ty);
            }
        }
        declared
    }
}

fn all_derived(metadata: &Metadata) -> HashMap<&str, Vec<&str>> {
    let mut derived: HashMap<&str, Vec<&str>> = HashMap::new();
    for declaration in metadata.structured() {
        for ancestor in metadata.ancestry(&declaration.name).skip(1) {
            derived
                .entry(&ancestor.name)
                .or_default()
                .push(&declaration.name);
        }
    }
    derived
}
