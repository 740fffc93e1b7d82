//! The steps by which a path goes on: navigation properties whose entities live inside an entity. It
//! also chooses the best of several steps that lead to the same type.

use std::collections::{HashMap, HashSet};

use super::metadata::{Metadata, PropertyDeclaration, PropertyKind, short_name};

/// Finds the navigation properties that extend a path.
pub(super) struct Steps<'m> {
    derived: HashMap<&'m str, Vec<&'m str>>,
}

/// One navigation property, and the derived type that declares it if the path's type does not have
/// it.
pub(super) struct Step<'m> {
    pub cast: Option<&'m str>,
    /// Whether a base type of the path's type declares it.
    pub is_inherited: bool,
    pub property: &'m PropertyDeclaration,
}

impl<'m> Steps<'m> {
    pub(super) fn of(metadata: &'m Metadata) -> Self {
        Self {
            derived: metadata.derived_types(),
        }
    }

    pub(super) fn from(&self, metadata: &'m Metadata, ty: &str) -> Vec<Step<'m>> {
        let mut steps = Vec::new();
        for declaration in metadata.ancestry(ty) {
            let is_inherited = declaration.name != ty;
            add_steps(&mut steps, None, is_inherited, &declaration.properties);
        }
        let mut derived: Vec<&str> = self.derived.get(ty).cloned().unwrap_or_default();
        while let Some(name) = derived.pop() {
            if let Some(declaration) = metadata.structured_type(name) {
                add_steps(
                    &mut steps,
                    Some(&declaration.name),
                    false,
                    &declaration.properties,
                );
            }
            derived.extend(self.derived.get(name).into_iter().flatten());
        }
        steps
    }
}

/// The step to each type. Several navigation properties may lead to the same type:
///
/// - A collection is better than a single entity, such as `root`, which leaves out the others.
/// - A property that is named after its type is better: `calendarView` leads to the same events as
///   `events`, and needs query options.
pub(super) fn best_steps(mut steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    steps.sort_by_key(|step| {
        let property = step.property;
        (
            step.cast.is_some(),
            !property.collection,
            distance_of_names(&property.name, short_name(&property.ty)),
            &property.name,
        )
    });
    let mut seen = HashSet::new();
    steps.retain(|step| seen.insert(&step.property.ty));
    steps
}

/// How much the name of a property tells of its type: 0 for the type's name or its plural, 1 for the
/// end of that (`items` of type `driveItem`), 2 for any other name.
pub(super) fn distance_of_names(property: &str, ty: &str) -> usize {
    let (property, ty) = (property.to_lowercase(), ty.to_lowercase());
    let singular = property.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let candidates = [
        Some(property.as_str()),
        property.strip_suffix('s'),
        property.strip_suffix("es"),
        singular.as_deref(),
    ];
    let distances = candidates.into_iter().flatten().map(|name| {
        if name == ty {
            0
        } else if ty.ends_with(name) {
            1
        } else {
            2
        }
    });
    distances.min().unwrap_or(2)
}

fn add_steps<'m>(
    steps: &mut Vec<Step<'m>>,
    cast: Option<&'m str>,
    is_inherited: bool,
    properties: &'m [PropertyDeclaration],
) {
    let contained = properties
        .iter()
        .filter(|property| property.kind == PropertyKind::Containment);
    steps.extend(contained.map(|property| Step {
        cast,
        is_inherited,
        property,
    }));
}
