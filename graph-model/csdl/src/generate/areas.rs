//! Areas: which types and operations belong to which part of a large service, so that a user of one
//! part compiles that part.
//!
//! An area is a feature of the generated package. It begins at entity sets and singletons: an entity
//! belongs to the area where its path begins. What the entities of only one area hold or extend
//! belongs to that area as well, and everything else is shared by all. So an area needs no other
//! area. A relationship to an entity of another area exists only with the feature of that area.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heck::{ToKebabCase, ToSnakeCase};

use super::error::GenerateError;
use super::identifiers::ascii;
use super::selection::Selection;
use super::slice::Slice;
use crate::metadata::{
    Metadata, OperationDeclaration, Resource, StructuredDeclaration, TypeDeclaration,
};

/// The end of the name of an area's module.
pub(super) const MODULE_END: &str = "_area";

/// The name of the module of an area.
pub(super) fn module(area: &str) -> String {
    format!("{}{MODULE_END}", area.to_snake_case())
}

/// The feature of an area's module.
pub(super) fn feature_of_module(module: &str) -> Option<String> {
    Some(module.strip_suffix(MODULE_END)?.to_kebab_case())
}

/// Features that are no areas.
const RESERVED: [&str; 2] = ["default", "full"];

/// The owner of what no area leads to.
const SHARED: &str = "";

/// The areas of the types and operations. Types and operations without an area are shared.
#[derive(Default)]
pub(super) struct Areas<'m> {
    names: BTreeSet<String>,
    of_types: HashMap<&'m str, String>,
    /// The areas of the operations, by number.
    of_operations: HashMap<usize, String>,
}

impl<'m> Areas<'m> {
    /// Decides the areas, if the author wants any. `paths` are the paths of entities by containment.
    ///
    /// # Errors
    ///
    /// Returns an error if an area names an entity set or singleton that is not declared.
    pub(super) fn of(
        selection: &Selection<'m>,
        slice: &Slice,
        paths: &HashMap<String, String>,
    ) -> Result<Self, GenerateError> {
        let Some(chosen) = &slice.areas else {
            return Ok(Self::default());
        };
        let roots = areas_of_roots(selection.metadata(), chosen)?;
        let entities = areas_of_entities(selection, &roots, paths);
        let mut owners: HashMap<&'m str, BTreeSet<&str>> = HashMap::new();
        for (ty, area) in &entities {
            add_owner(selection, &mut owners, ty, area);
        }
        for (name, decisions) in &slice.types {
            if let Some(declaration) = selection.metadata().get(name).filter(|_| decisions.shared) {
                add_owner(selection, &mut owners, declaration.name(), SHARED);
            }
        }
        let mut of_operations = HashMap::new();
        for &number in selection.operations() {
            let operation = &selection.metadata().operations[number];
            let binding = operation.binding.as_ref();
            let Some(area) = binding.and_then(|binding| entities.get(binding.ty.as_str())) else {
                continue;
            };
            of_operations.insert(number, area.clone());
            for value in values_by_value(selection.metadata(), operation) {
                add_owner(selection, &mut owners, value, area);
            }
        }
        add_owners_of_others(selection, &mut owners);
        let owned = owners.iter().filter_map(|(ty, areas)| {
            let only = only_owner(areas).filter(|area| *area != SHARED)?;
            Some((*ty, only.to_owned()))
        });
        let of_types: HashMap<&str, String> = owned.collect();
        let mut names: BTreeSet<String> = of_types.values().cloned().collect();
        names.extend(of_operations.values().cloned());
        Ok(Self {
            names,
            of_types,
            of_operations,
        })
    }

    /// The names of all areas, which are the names of the features.
    pub(super) fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// The area of a type, unless all areas share the type.
    pub(super) fn of_type(&self, name: &str) -> Option<&str> {
        self.of_types.get(name).map(String::as_str)
    }

    /// The area of an operation, unless all areas share it.
    pub(super) fn of_operation(&self, number: usize) -> Option<&str> {
        self.of_operations.get(&number).map(String::as_str)
    }

    /// The areas besides `own` that types belong to.
    pub(super) fn beyond<'a>(
        &'a self,
        own: Option<&str>,
        types: impl IntoIterator<Item = &'a str>,
    ) -> BTreeSet<&'a str> {
        let areas = types.into_iter().filter_map(|ty| self.of_type(ty));
        areas.filter(|area| Some(*area) != own).collect()
    }
}

/// The `cfg` that needs the features of all these areas.
pub(super) fn condition(areas: &BTreeSet<&str>) -> Option<String> {
    let mut features = areas.iter().map(|area| format!("feature = \"{area}\""));
    match (features.next(), areas.len()) {
        (None, _) => None,
        (Some(only), 1) => Some(format!("#[cfg({only})]")),
        (Some(first), _) => {
            let all: Vec<String> = std::iter::once(first).chain(features).collect();
            Some(format!("#[cfg(all({}))]", all.join(", ")))
        }
    }
}

/// The area of each entity set and singleton: the area that the author chose, or one of its own. A
/// singleton whose type also has an entity set, such as `me`, is in the area of that set.
fn areas_of_roots<'m>(
    metadata: &'m Metadata,
    chosen: &BTreeMap<String, Vec<String>>,
) -> Result<HashMap<&'m str, String>, GenerateError> {
    let mut areas: HashMap<&str, String> = HashMap::new();
    for (area, roots) in chosen {
        for root in roots {
            let mut resources = metadata.resources.iter();
            let decision = |reason: String| GenerateError::Decision {
                of: format!("areas.{area}"),
                reason,
            };
            let feature = area.to_kebab_case();
            let is_feature = feature.starts_with(|c: char| c.is_ascii_alphabetic())
                && feature
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-');
            if !is_feature || RESERVED.contains(&&*feature) {
                let reason = "it cannot be the name of an area; use letters, digits and `-`";
                return Err(decision(reason.to_owned()));
            }
            let Some(resource) = resources.find(|resource| resource.name == *root) else {
                let reason = format!("`{root}` is neither an entity set nor a singleton");
                return Err(decision(reason));
            };
            if areas.insert(&resource.name, feature).is_some() {
                return Err(decision(format!("`{root}` is in another area as well")));
            }
        }
    }
    let is_set = |resource: &&Resource| resource.is_set;
    let is_single = |resource: &&Resource| !resource.is_set;
    let sets = metadata.resources.iter().filter(is_set);
    for resource in sets.chain(metadata.resources.iter().filter(is_single)) {
        if areas.contains_key(resource.name.as_str()) {
            continue;
        }
        let mut sets = metadata.resources.iter().filter(is_set);
        let of_same_type = sets.find(|set| !resource.is_set && set.ty == resource.ty);
        let area = of_same_type.and_then(|set| areas.get(set.name.as_str()));
        let area = area.cloned().unwrap_or_else(|| own_area(&resource.name));
        areas.insert(&resource.name, area);
    }
    Ok(areas)
}

/// The area of an entity set or singleton that the author put into none.
fn own_area(name: &str) -> String {
    let area = ascii(&name.to_kebab_case());
    let is_free = !RESERVED.contains(&&*area) && area.starts_with(|c: char| c.is_alphabetic());
    if is_free {
        area
    } else {
        format!("area-{area}")
    }
}

/// The area of each entity type: the one where its path begins, or that of its nearest base type.
fn areas_of_entities<'m>(
    selection: &Selection<'m>,
    roots: &HashMap<&str, String>,
    paths: &HashMap<String, String>,
) -> BTreeMap<&'m str, String> {
    let metadata = selection.metadata();
    let own = |ty: &str| {
        let template = paths.get(ty)?.trim_start_matches('/');
        let end = template.find(['/', '(']).unwrap_or(template.len());
        roots.get(&template[..end])
    };
    let entities = selection.structured().filter(|ty| ty.is_entity);
    entities
        .filter_map(|ty| {
            let mut ancestry = metadata.ancestry(&ty.name);
            let area = ancestry.find_map(|ty| own(&ty.name))?;
            Some((ty.name.as_str(), area.clone()))
        })
        .collect()
}

/// The types of an operation's parameters and result, without entities: an operation that takes an
/// entity of another area needs the feature of that area.
fn values_by_value<'m>(
    metadata: &'m Metadata,
    operation: &'m OperationDeclaration,
) -> impl Iterator<Item = &'m str> {
    let declared = operation
        .values()
        .filter_map(|value| metadata.get(&value.ty));
    declared.map(TypeDeclaration::name).filter(|name| {
        let structured = metadata.structured_type(name);
        !structured.is_some_and(|ty: &StructuredDeclaration| ty.is_entity)
    })
}

/// Gives owners to types that no area leads to: the area of the base type, if there is one, or all
/// areas.
fn add_owners_of_others<'m>(
    selection: &Selection<'m>,
    owners: &mut HashMap<&'m str, BTreeSet<&str>>,
) {
    for ty in selection.structured() {
        if owners.contains_key(ty.name.as_str()) {
            continue;
        }
        let mut bases = selection.metadata().ancestry(&ty.name).skip(1);
        let area = bases.find_map(|base| owners.get(base.name.as_str()).and_then(only_owner));
        add_owner(selection, owners, &ty.name, area.unwrap_or(SHARED));
    }
}

fn only_owner<'a>(areas: &BTreeSet<&'a str>) -> Option<&'a str> {
    let mut areas = areas.iter();
    let only = areas.next()?;
    areas.next().is_none().then_some(*only)
}

/// Makes an area an owner of a type, and of all that the type holds or extends.
fn add_owner<'m, 'a>(
    selection: &Selection<'m>,
    owners: &mut HashMap<&'m str, BTreeSet<&'a str>>,
    ty: &'m str,
    area: &'a str,
) {
    let metadata = selection.metadata();
    let mut open = vec![ty];
    while let Some(name) = open.pop() {
        if !selection.contains(name) || !owners.entry(name).or_default().insert(area) {
            continue;
        }
        let Some(ty) = metadata.structured_type(name) else {
            continue;
        };
        open.extend(ty.base.as_deref());
        // A value may be of a derived type.
        if !ty.is_entity {
            open.extend(selection.derived(name));
        }
        let properties = ty.properties.iter();
        let values = properties.filter(|property| !property.is_navigation());
        open.extend(values.map(|property| property.ty.as_str()));
    }
}
