//! Selects the types to generate: the requested types and the types that they need.
//!
//! A type needs its base types and the types of its properties. If a property's type has derived
//! types, it needs all of these too. It does not need its related entities: relationships lead from
//! almost every entity to all of Graph. Related entities are typed if their types are generated
//! anyway, and otherwise kept as they are.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::error::GenerateError;
use crate::metadata::{Metadata, OperationDeclaration, StructuredDeclaration, TypeDeclaration};

/// The base type that the runtime defines itself.
pub(crate) const RUNTIME_ENTITY: &str = "microsoft.graph.entity";

/// The types to generate.
pub(super) struct Selection<'m> {
    metadata: &'m Metadata,
    types: BTreeSet<&'m str>,
    /// The numbers of the operations, in the order of the document.
    operations: Vec<usize>,
    /// The types derived from each type, at any depth, in the order of the document.
    derived: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Selection<'m> {
    /// Selects everything that the document declares.
    pub(super) fn all(metadata: &'m Metadata) -> Self {
        let names = metadata.types().iter().map(TypeDeclaration::name);
        Self {
            metadata,
            types: names
                .filter(|name| *name != RUNTIME_ENTITY && !metadata.is_any_json(name))
                .collect(),
            operations: (0..metadata.operations.len())
                .filter(|&number| is_callable(metadata, number))
                .collect(),
            derived: all_derived(metadata),
        }
    }

    /// Selects the named types and operations, and the types that they need. Other operations that
    /// are bound to a named type are selected if all their types are.
    pub(super) fn of(
        metadata: &'m Metadata,
        names: &[String],
        operations: &[String],
    ) -> Result<Self, GenerateError> {
        let mut selection = Self {
            metadata,
            types: BTreeSet::new(),
            operations: Vec::new(),
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
        let numbers = 0..metadata.operations.len();
        let mut named_operations = Vec::new();
        for name in operations {
            let of_name = |&number: &usize| metadata.operations[number].is_named(name);
            let before = named_operations.len();
            named_operations.extend(numbers.clone().filter(of_name));
            if named_operations.len() == before {
                return Err(GenerateError::unknown_operation(metadata, name));
            }
        }
        for &number in &named_operations {
            let operation = &metadata.operations[number];
            for value in operation.values().chain(&operation.binding) {
                if let Some(declaration) = metadata.get(&value.ty) {
                    needed.push(declaration.name());
                    needed.extend(selection.derived(declaration.name()));
                }
            }
        }
        while let Some(name) = needed.pop() {
            let is_generated = name != RUNTIME_ENTITY && !metadata.is_any_json(name);
            if is_generated && selection.types.insert(name) {
                selection.add_needs(name, &mut needed, &mut declared);
            }
        }
        selection.operations = numbers
            .filter(|number| {
                named_operations.contains(number)
                    || selection.is_bound_to_any(*number, names)
                        && selection.models_values_of(*number)
            })
            .filter(|&number| is_callable(metadata, number))
            .collect();
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

    /// Whether the operation is bound to one of these types.
    fn is_bound_to_any(&self, number: usize, names: &[String]) -> bool {
        let binding = &self.metadata.operations[number].binding;
        binding
            .as_ref()
            .is_some_and(|binding| names.contains(&binding.ty))
    }

    /// Whether the types of all parameters, and of the result, are selected.
    fn models_values_of(&self, number: usize) -> bool {
        let mut values = self.metadata.operations[number].values();
        values.all(|value| {
            value.ty.starts_with("Edm.")
                || self.metadata.is_any_json(&value.ty)
                || self.models_target(&value.ty)
        })
    }

    /// The numbers of the selected operations, in the order of the document.
    pub(super) fn operations(&self) -> &[usize] {
        &self.operations
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
    /// property, of a typed relationship, or of a value of an operation.
    pub(super) fn declared_polymorphic(&self) -> BTreeSet<&'m str> {
        let mut declared = BTreeSet::new();
        let properties = self
            .structured()
            .flat_map(|declaration| &declaration.properties);
        let operations = self.operations.iter();
        let operations = operations.map(|&number| &self.metadata.operations[number]);
        for property in properties.chain(operations.flat_map(OperationDeclaration::values)) {
            let ty = property.ty.as_str();
            if !self.derived(ty).is_empty() && self.models_target(ty) {
                declared.insert(ty);
            }
        }
        declared
    }
}

/// Whether clients can call the operation: it is bound, or the container imports it. An operation
/// that is bound to another type than an entity or complex type is not called at a path.
fn is_callable(metadata: &Metadata, number: usize) -> bool {
    let operation = &metadata.operations[number];
    match &operation.binding {
        Some(binding) => metadata.structured_type(&binding.ty).is_some(),
        None => metadata.import_of(&operation.name).is_some(),
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
