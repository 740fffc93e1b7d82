//! The paths of entities, which follow from entity sets, singletons and containment.
//!
//! See OData URL Conventions 4.01, section 4; CSDL XML 4.01, section 8.4 (`ContainsTarget`). A path
//! begins at the container, and continues through navigation properties whose entities live inside
//! the previous one. Several paths may lead to a type; the type gets the path with the fewest
//! placeholders.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use graph_model::path::KeyConvention;
use heck::ToSnakeCase;

use super::containment_steps::{Steps, best_steps, distance_of_names};
use super::entity_key::{literal, placeholder_name};
use super::metadata::{Metadata, short_name};

/// The template of each entity type that has a path, by the type's name. `keys` decides how a key
/// of one property is written.
///
/// A singleton whose type also has an entity set (such as `/me` and `/users`) is only one entity of
/// that set. A path from the singleton would leave out the other entities, so no path begins there.
pub(crate) fn paths(metadata: &Metadata, keys: KeyConvention) -> HashMap<String, String> {
    let steps = Steps::of(metadata);
    let sets = metadata.set_types();
    let mut found: HashMap<String, String> = HashMap::new();
    let mut open = OpenPaths {
        keys,
        heap: BinaryHeap::new(),
        best: HashMap::new(),
    };
    for (position, resource) in metadata.resources.iter().enumerate() {
        // A path must not begin with a segment that the attributes would take for a version.
        let is_version = resource.name == "beta";
        if is_version || (!resource.is_set && sets.contains(resource.ty.as_str())) {
            continue;
        }
        let start = PartialPath {
            root: (
                distance_of_names(&resource.name, short_name(&resource.ty)),
                position,
            ),
            ..PartialPath::default()
        };
        open.add(
            metadata,
            &start,
            &resource.name,
            &resource.ty,
            resource.is_set,
        );
    }
    while let Some(path) = open.next() {
        if found.contains_key(&path.ty) {
            continue;
        }
        for step in best_steps(steps.from(metadata, &path.ty)) {
            let (name, ty) = (&step.property.name, &step.property.ty);
            if found.contains_key(ty) {
                continue;
            }
            let mut from = path.clone();
            from.inherited += usize::from(step.is_inherited);
            if let Some(cast) = step.cast {
                from = from.cast(cast);
            }
            open.add(metadata, &from, name, ty, step.property.collection);
        }
        found.insert(path.ty, path.template);
    }
    found
}

/// The paths that were found but not yet extended. A path to a type is added only if it is not
/// worse than the paths to that type before it.
struct OpenPaths {
    keys: KeyConvention,
    heap: BinaryHeap<Reverse<PartialPath>>,
    best: HashMap<String, (usize, usize)>,
}

impl OpenPaths {
    fn add(
        &mut self,
        metadata: &Metadata,
        from: &PartialPath,
        name: &str,
        ty: &str,
        collection: bool,
    ) {
        if !metadata
            .structured_type(ty)
            .is_some_and(|declaration| declaration.is_entity)
        {
            return;
        }
        let cost = from.cost_of_step(metadata, ty, collection);
        if self.best.get(ty).is_some_and(|best| *best < cost) {
            return;
        }
        if let Some(path) = from.step(metadata, self.keys, name, ty, collection) {
            self.best.insert(ty.to_owned(), cost);
            self.heap.push(Reverse(path));
        }
    }

    fn next(&mut self) -> Option<PartialPath> {
        self.heap.pop().map(|Reverse(path)| path)
    }
}

/// A path that may be extended. The best path comes first: the one with the fewest choices, then
/// the fewest segments, then the one whose root fits best.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PartialPath {
    /// The number of placeholders, and of steps to a single entity below one. Such a step is one of
    /// many places where entities of its type are, as a key is.
    choices: usize,
    segments: usize,
    /// The number of steps whose property a base type declares: other entities have them, too, and
    /// the path leaves those out.
    inherited: usize,
    /// How little the root is named after its type, and its position in the document.
    root: (usize, usize),
    template: String,
    ty: String,
    /// The placeholders, under the names that the macro gives their fields.
    placeholders: Vec<String>,
}

impl PartialPath {
    fn cast(&self, ty: &str) -> Self {
        Self {
            segments: self.segments + 1,
            template: format!("{}/{ty}", self.template),
            ..self.clone()
        }
    }

    /// The number of choices and the number of segments after a step.
    fn cost_of_step(&self, metadata: &Metadata, ty: &str, collection: bool) -> (usize, usize) {
        let (choices, key) = match (collection, metadata.key(ty)) {
            (true, key) => (key.len(), 1),
            (false, _) => (self.choices_of_single_step(), 0),
        };
        (self.choices + choices, self.segments + 1 + key)
    }

    fn choices_of_single_step(&self) -> usize {
        usize::from(!self.placeholders.is_empty())
    }

    /// Adds a step. Returns `None` if the step leads to a collection whose entities have no key.
    fn step(
        &self,
        metadata: &Metadata,
        keys: KeyConvention,
        name: &str,
        ty: &str,
        collection: bool,
    ) -> Option<Self> {
        let mut next = Self {
            segments: self.segments + 1,
            template: format!("{}/{name}", self.template),
            ty: ty.to_owned(),
            ..self.clone()
        };
        if collection {
            next.add_key(metadata, keys)?;
        } else {
            next.choices += self.choices_of_single_step();
        }
        Some(next)
    }

    fn add_key(&mut self, metadata: &Metadata, keys: KeyConvention) -> Option<()> {
        match metadata.key(&self.ty) {
            [] => return None,
            [property] if keys == KeyConvention::AsSegment => {
                let placeholder = self.placeholder(&self.of_type(property));
                self.template = format!("{}/{{{placeholder}}}", self.template);
            }
            [property] => {
                let value = self.literal(metadata, property, &self.of_type(property))?;
                self.template = format!("{}({value})", self.template);
            }
            properties => {
                let mut parts = Vec::new();
                for property in properties {
                    let value = self.literal(metadata, property, property)?;
                    parts.push(format!("{property}={value}"));
                }
                self.template = format!("{}({})", self.template, parts.join(","));
            }
        }
        self.segments += 1;
        Some(())
    }

    /// The placeholder for a key property as a literal, with the quotes that its type needs.
    fn literal(&mut self, metadata: &Metadata, property: &str, name: &str) -> Option<String> {
        let ty = &metadata.property(&self.ty, property)?.ty;
        let placeholder = self.placeholder(name);
        Some(literal(ty, &placeholder))
    }

    /// The name of the only key property, which says whose key it is: `userId` for the key `id` of a
    /// user, and `ProductID` for the key `ProductID` of a product.
    fn of_type(&self, property: &str) -> String {
        let ty = short_name(&self.ty);
        if property.to_lowercase().starts_with(&ty.to_lowercase()) {
            return property.to_owned();
        }
        let mut end = property.to_owned();
        if let Some(first) = end.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{ty}{end}")
    }

    /// Takes a placeholder of this name. If the name is already used, it gets a number.
    fn placeholder(&mut self, name: &str) -> String {
        let name = placeholder_name(name);
        let mut unique = name.clone();
        let mut number = 2;
        while self.placeholders.contains(&unique.to_snake_case()) {
            unique = format!("{name}{number}");
            number += 1;
        }
        self.placeholders.push(unique.to_snake_case());
        self.choices += 1;
        unique
    }
}
