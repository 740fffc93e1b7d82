//! Selects the types to generate: the requested types and the types that they need.
//!
//! A type needs its base types and the types of its properties. If a property's type has derived
//! types, it needs all of these too, unless the author decides otherwise. It does not need its related entities: relationships lead from
//! almost every entity to all of Graph. Related entities are typed if their types are generated
//! anyway, and otherwise kept as they are. If only some of the types derived from a related entity's
//! type are generated, the union has these, and its unknown variant keeps the others.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::error::GenerateError;
use super::slice::{Slice, TypeDecisions};
use crate::metadata::{
    Metadata, OperationDeclaration, RUNTIME_ENTITY, StructuredDeclaration, TypeDeclaration,
    short_name,
};

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
    ///
    /// # Errors
    ///
    /// Returns an error if an excluded type is the base of another one.
    pub(super) fn all(metadata: &'m Metadata, slice: &Slice) -> Result<Self, GenerateError> {
        let names = metadata.types().iter().map(TypeDeclaration::name);
        let selection = Self {
            metadata,
            types: names
                .filter(|name| is_generated(metadata, slice, name))
                .collect(),
            operations: (0..metadata.operations.len())
                .filter(|&number| is_listed(metadata, slice, number).unwrap_or(true))
                .filter(|&number| is_callable(metadata, slice, number))
                .collect(),
            derived: all_derived(metadata),
        };
        selection.excluded_types_are_not_needed(slice)?;
        Ok(selection)
    }

    /// Selects the types and operations that the author named, and the types that they need. Other
    /// operations that are bound to a named type are selected if all their types are, unless the
    /// author listed the type's operations.
    ///
    /// # Errors
    ///
    /// Returns an error if the document does not declare what the author named, or if an excluded
    /// type is named or is the base of a selected one.
    pub(super) fn of(metadata: &'m Metadata, slice: &Slice) -> Result<Self, GenerateError> {
        let mut selection = Self {
            metadata,
            types: BTreeSet::new(),
            operations: Vec::new(),
            derived: all_derived(metadata),
        };
        let named = selection.named(slice)?;
        let named_operations = named_operations(metadata, slice)?;
        let mut needs = Needs::of(&selection, slice);
        for &name in &named {
            needs.add(name);
        }
        for &number in &named_operations {
            needs.add_operation(number);
        }
        selection.types = needs.close();
        for _ in 0..slice.depth {
            let related = selection.related();
            let mut needs = Needs::of(&selection, slice);
            for name in selection.types.iter().chain(&related) {
                needs.add(name);
            }
            selection.types = needs.close();
        }
        // The operations of a type that is elsewhere are there as well.
        let is_elsewhere = |name: &str| {
            let decisions = slice.of_type(name);
            decisions.is_some_and(|decisions| decisions.elsewhere.is_some())
        };
        let generated: Vec<&str> = named
            .into_iter()
            .filter(|name| !is_elsewhere(name))
            .collect();
        selection.operations = (0..metadata.operations.len())
            .filter(|&number| {
                named_operations.contains(&number)
                    || is_listed(metadata, slice, number).unwrap_or_else(|| {
                        selection.is_bound_to_any(number, &generated)
                            && selection.models_values_of(number)
                    })
            })
            .filter(|&number| is_callable(metadata, slice, number))
            .collect();
        selection.excluded_types_are_not_needed(slice)?;
        Ok(selection)
    }

    /// Checks that no excluded type is named, and that none is the base of a selected type.
    fn excluded_types_are_not_needed(&self, slice: &Slice) -> Result<(), GenerateError> {
        let mut mistakes = Vec::new();
        let mut refuse = |name: &str, reason: String| {
            let of = name.to_owned();
            mistakes.push(GenerateError::Decision { of, reason });
        };
        for name in slice
            .named_types()
            .filter(|name| slice.exclude.contains(*name))
        {
            refuse(name, "it is excluded and named as well".to_owned());
        }
        for ty in self.structured() {
            if let Some(base) = ty
                .base
                .as_ref()
                .filter(|base| slice.exclude.contains(*base))
            {
                refuse(
                    base,
                    format!("it is excluded, but `{}` derives from it", ty.name),
                );
            }
        }
        GenerateError::of_several(mistakes)
    }

    /// The types that the author named, with the derived types that the author asked for.
    fn named(&self, slice: &Slice) -> Result<Vec<&'m str>, GenerateError> {
        let mut named = Vec::new();
        for name in slice.named_types() {
            let declaration = self
                .metadata
                .get(name)
                .ok_or_else(|| GenerateError::unknown_type(self.metadata, name))?;
            named.push(declaration.name());
            if slice
                .of_type(name)
                .is_some_and(|decisions| decisions.derived == Some(true))
            {
                named.extend(self.derived(name));
            }
        }
        Ok(named)
    }

    /// The entity types that relationships of selected types lead to.
    fn related(&self) -> BTreeSet<&'m str> {
        let properties = self.structured().flat_map(|ty| &ty.properties);
        let navigation = properties.filter(|property| property.is_navigation());
        navigation
            .filter_map(|property| Some(self.metadata.get(&property.ty)?.name()))
            .collect()
    }

    /// Whether the operation is bound to one of these types.
    fn is_bound_to_any(&self, number: usize, names: &[&str]) -> bool {
        let binding = &self.metadata.operations[number].binding;
        binding
            .as_ref()
            .is_some_and(|binding| names.contains(&binding.ty.as_str()))
    }

    /// Whether the types of all parameters, and of the result, are selected.
    fn models_values_of(&self, number: usize) -> bool {
        let mut values = self.metadata.operations[number].values();
        values.all(|value| {
            !self.metadata.is_declared(&value.ty)
                || value.ty.starts_with("Edm.")
                || self.metadata.is_any_json(&value.ty)
                || self.contains(&value.ty)
        })
    }

    pub(super) fn metadata(&self) -> &'m Metadata {
        self.metadata
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

    /// The selected types derived from this one, at any depth, in the order of the document.
    pub(super) fn selected_derived(&self, name: &str) -> Vec<&'m str> {
        let derived = self.derived(name).iter().copied();
        derived.filter(|derived| self.contains(derived)).collect()
    }

    /// Whether a value of the type is held in a union. That depends on the document alone, so that
    /// one more selected type adds a variant and changes no type of a field.
    pub(super) fn is_polymorphic(&self, name: &str) -> bool {
        self.contains(name) && !self.derived(name).is_empty()
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
    /// property, a relationship or a value of an operation, and those of a selected hierarchy.
    pub(super) fn unions(&self) -> BTreeSet<&'m str> {
        let mut unions = BTreeSet::new();
        let properties = self.structured().flat_map(|ty| &ty.properties);
        let operations = self.operations.iter();
        let operations = operations.map(|&number| &self.metadata.operations[number]);
        for property in properties.chain(operations.flat_map(OperationDeclaration::values)) {
            let ty = property.ty.as_str();
            if self.is_polymorphic(ty) {
                unions.insert(ty);
            }
        }
        let hierarchies = self.structured().filter(|ty| ty.is_entity);
        let hierarchies = hierarchies.map(|ty| ty.name.as_str());
        unions.extend(hierarchies.filter(|name| !self.selected_derived(name).is_empty()));
        unions
    }
}

/// Whether the author listed the operation, if the author listed the operations of its type.
fn is_listed(metadata: &Metadata, slice: &Slice, number: usize) -> Option<bool> {
    let operation = &metadata.operations[number];
    let binding = operation.binding.as_ref()?;
    let listed = slice.of_type(&binding.ty)?.operations.as_ref()?;
    Some(listed.contains(short_name(&operation.name)) || listed.contains(&operation.name))
}

/// The numbers of the operations that the author named, for their own sake or as operations of a
/// type.
fn named_operations(metadata: &Metadata, slice: &Slice) -> Result<Vec<usize>, GenerateError> {
    let mut found = Vec::new();
    let mut add = |is_named: &dyn Fn(&OperationDeclaration) -> bool| {
        let numbers = 0..metadata.operations.len();
        let before = found.len();
        found.extend(numbers.filter(|&number| is_named(&metadata.operations[number])));
        found.len() > before
    };
    for name in slice.operations.keys() {
        if !add(&|operation| operation.is_named(name)) {
            return Err(GenerateError::unknown_operation(metadata, name));
        }
    }
    for (ty, decisions) in &slice.types {
        for name in decisions.operations.iter().flatten() {
            let is_declared = add(&|operation| {
                let binding = operation.binding.as_ref();
                (short_name(&operation.name) == name || operation.name == *name)
                    && binding.is_some_and(|binding| binding.ty == *ty)
            });
            if !is_declared {
                return Err(GenerateError::unknown_operation_of(metadata, ty, name));
            }
        }
    }
    Ok(found)
}

/// Finds the types that selected types need.
struct Needs<'s, 'm> {
    selection: &'s Selection<'m>,
    slice: &'s Slice,
    found: BTreeSet<&'m str>,
    open: Vec<&'m str>,
    /// The types of properties whose derived types have already been added.
    declared: HashSet<&'m str>,
}

impl<'s, 'm> Needs<'s, 'm> {
    fn of(selection: &'s Selection<'m>, slice: &'s Slice) -> Self {
        Self {
            selection,
            slice,
            found: BTreeSet::new(),
            open: Vec::new(),
            declared: HashSet::new(),
        }
    }

    fn add(&mut self, name: &'m str) {
        self.open.push(name);
    }

    fn add_operation(&mut self, number: usize) {
        let metadata = self.selection.metadata;
        let operation = &metadata.operations[number];
        if let Some(binding) = &operation.binding
            && let Some(declaration) = metadata.get(&binding.ty)
        {
            self.open.push(declaration.name());
        }
        for declaration in operation
            .values()
            .filter_map(|value| metadata.get(&value.ty))
        {
            self.add_value(declaration.name());
        }
    }

    /// Adds the type of a value, and the types derived from it.
    fn add_value(&mut self, ty: &'m str) {
        self.open.push(ty);
        if self.slice.takes_derived(ty) {
            self.open.extend(self.selection.derived(ty));
        }
    }

    /// The added types, and all that they need.
    fn close(mut self) -> BTreeSet<&'m str> {
        let metadata = self.selection.metadata;
        while let Some(name) = self.open.pop() {
            if is_generated(metadata, self.slice, name) && self.found.insert(name) {
                self.add_needs_of(name);
            }
        }
        self.found
    }

    /// Adds the base type, and the types of the properties with all types derived from them. A type
    /// that is not generated here needs nothing from here.
    fn add_needs_of(&mut self, name: &str) {
        let metadata = self.selection.metadata;
        let is_elsewhere = |decisions: &TypeDecisions| decisions.elsewhere.is_some();
        if self.slice.of_type(name).is_some_and(is_elsewhere) {
            return;
        }
        let Some(declaration) = metadata.structured_type(name) else {
            return;
        };
        self.open.extend(declaration.base.as_deref());
        let properties = declaration.properties.iter();
        let values = properties.filter(|property| !property.is_navigation());
        for ty in values.filter_map(|property| metadata.get(&property.ty)) {
            if self.declared.insert(ty.name()) {
                self.add_value(ty.name());
            }
        }
    }
}

/// Whether the type is generated if it is needed: the runtime does not have it, and the author does
/// not exclude it.
fn is_generated(metadata: &Metadata, slice: &Slice, name: &str) -> bool {
    name != RUNTIME_ENTITY && !metadata.is_any_json(name) && !slice.exclude.contains(name)
}

/// Whether clients can call the operation: it is bound, or the container imports it. An operation
/// that is bound to another type than an entity or complex type is not called at a path, and one that
/// is bound to an excluded type has none.
fn is_callable(metadata: &Metadata, slice: &Slice, number: usize) -> bool {
    let operation = &metadata.operations[number];
    match &operation.binding {
        Some(binding) => {
            metadata.structured_type(&binding.ty).is_some() && !slice.exclude.contains(&binding.ty)
        }
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
