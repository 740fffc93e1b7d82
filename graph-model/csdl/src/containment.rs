//! The paths of entities, which follow from entity sets, singletons and containment.
//!
//! See OData URL Conventions 4.01, section 4; CSDL XML 4.01, section 8.4 (`ContainsTarget`). A path
//! begins at the container, and continues through navigation properties whose entities live inside
//! the previous one. Several paths may lead to a type; the type gets the path with the fewest
//! placeholders. `best_steps` decides between the navigation properties of one type that lead to the
//! same type.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use graph_model::edm::EdmType;
use graph_model::path::KeyConvention;
use heck::ToSnakeCase;

use super::metadata::{Metadata, PropertyDeclaration, PropertyKind, short_name};

/// The way in which the service writes keys, as far as the document tells: as segments if it says
/// so, or if it is Microsoft Graph, and in parentheses otherwise, which every service understands
/// (URL Conventions 4.01, sections 4.3.1 and 4.3.6).
pub(crate) fn key_convention(metadata: &Metadata) -> KeyConvention {
    let is_graph = |namespace: &String| namespace.starts_with("microsoft.graph");
    if metadata.keys_are_segments || metadata.namespaces.iter().any(is_graph) {
        KeyConvention::AsSegment
    } else {
        KeyConvention::InParentheses
    }
}

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
    for resource in &metadata.resources {
        // A path must not begin with a segment that the attributes would take for a version.
        let is_version = resource.name == "beta";
        if is_version || (!resource.is_set && sets.contains(resource.ty.as_str())) {
            continue;
        }
        let start = PartialPath::default();
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
            match step.cast {
                Some(cast) => {
                    open.add(
                        metadata,
                        &path.cast(cast),
                        name,
                        ty,
                        step.property.collection,
                    );
                }
                None => open.add(metadata, &path, name, ty, step.property.collection),
            }
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
/// the fewest segments, then in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PartialPath {
    /// The number of placeholders, and of steps to a single entity below one. Such a step is one of
    /// many places where entities of its type are, as a key is.
    choices: usize,
    segments: usize,
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
                let placeholder = self.placeholder(self.of_type(property));
                self.template = format!("{}/{{{placeholder}}}", self.template);
            }
            [property] => {
                let value = self.literal(metadata, property, self.of_type(property))?;
                self.template = format!("{}({value})", self.template);
            }
            properties => {
                let mut parts = Vec::new();
                for property in properties {
                    let value = self.literal(metadata, property, property.clone())?;
                    parts.push(format!("{property}={value}"));
                }
                self.template = format!("{}({})", self.template, parts.join(","));
            }
        }
        self.segments += 1;
        Some(())
    }

    /// The placeholder for a key property as a literal, with the quotes that its type needs.
    fn literal(&mut self, metadata: &Metadata, property: &str, name: String) -> Option<String> {
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
    fn placeholder(&mut self, name: String) -> String {
        // The macro makes a field from the name, and a field must not begin with a digit.
        let digit = name
            .to_snake_case()
            .starts_with(|c: char| c.is_ascii_digit());
        let name = if digit { format!("x{name}") } else { name };
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

/// A placeholder as a literal of a type (URL Conventions 4.01, section 5.1.1.14.1).
fn literal(ty: &str, placeholder: &str) -> String {
    match ty.parse() {
        Ok(EdmType::String) => format!("'{{{placeholder}}}'"),
        Ok(EdmType::Duration) => format!("duration'{{{placeholder}}}'"),
        Ok(EdmType::Binary) => format!("binary'{{{placeholder}}}'"),
        Ok(_) => format!("{{{placeholder}}}"),
        // An enumeration type.
        Err(_) => format!("{ty}'{{{placeholder}}}'"),
    }
}

/// The paths of an entity by its alternate keys (URL Conventions 4.01, section 4.3.3), for the path
/// by its key. Returns the names of each key's properties, and the template.
pub(crate) fn alternate_paths(
    metadata: &Metadata,
    ty: &str,
    template: &str,
) -> Vec<(Vec<String>, String)> {
    let declarations = metadata.ancestry(ty);
    let keys = declarations.flat_map(|declaration| &declaration.alternate_keys);
    let Some(collection) = without_key(template) else {
        return Vec::new();
    };
    let paths = keys.filter_map(|key| {
        let mut names = Vec::new();
        let mut parts = Vec::new();
        for part in key {
            // The path of an alternate key may lead through a complex value.
            let mut steps = part.property.split('/');
            let mut property = metadata.property(ty, steps.next()?)?;
            for step in steps {
                property = metadata.property(&property.ty, step)?;
            }
            let name = part.name().replace('/', "_");
            if collection.contains(&format!("{{{name}}}")) {
                return None;
            }
            parts.push(format!("{name}={}", literal(&property.ty, &name)));
            names.push(name);
        }
        (!parts.is_empty()).then(|| (names, format!("{collection}({})", parts.join(","))))
    });
    paths.collect()
}

/// The path of the collection, if the template ends in a key.
fn without_key(template: &str) -> Option<&str> {
    match template.strip_suffix(')') {
        Some(_) => Some(&template[..template.rfind('(')?]),
        None => {
            let (collection, last) = template.rsplit_once('/')?;
            is_placeholder(last).then_some(collection)
        }
    }
}

/// Finds the navigation properties that extend a path.
struct Steps<'m> {
    derived: HashMap<&'m str, Vec<&'m str>>,
}

/// One navigation property, and the derived type that declares it if the path's type does not have
/// it.
struct Step<'m> {
    cast: Option<&'m str>,
    property: &'m PropertyDeclaration,
}

impl<'m> Steps<'m> {
    fn of(metadata: &'m Metadata) -> Self {
        Self {
            derived: metadata.derived_types(),
        }
    }

    fn from(&self, metadata: &'m Metadata, ty: &str) -> Vec<Step<'m>> {
        let mut steps = Vec::new();
        for declaration in metadata.ancestry(ty) {
            add_steps(&mut steps, None, &declaration.properties);
        }
        let mut derived: Vec<&str> = self.derived.get(ty).cloned().unwrap_or_default();
        while let Some(name) = derived.pop() {
            if let Some(declaration) = metadata.structured_type(name) {
                add_steps(&mut steps, Some(&declaration.name), &declaration.properties);
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
fn best_steps(mut steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
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
fn distance_of_names(property: &str, ty: &str) -> usize {
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
    properties: &'m [PropertyDeclaration],
) {
    let contained = properties
        .iter()
        .filter(|property| property.kind == PropertyKind::Containment);
    steps.extend(contained.map(|property| Step { cast, property }));
}

/// Checks that a template leads to entities of this type. The error is the reason why it does not.
pub(crate) fn leads_to(metadata: &Metadata, template: &str, ty: &str) -> Result<(), String> {
    let end = Walk::along(metadata, template)?;
    if metadata.is_or_derives_from(ty, &end) || metadata.is_or_derives_from(&end, ty) {
        Ok(())
    } else {
        Err(format!("it leads to `{end}`"))
    }
}

/// A walk along a template.
struct Walk<'m> {
    metadata: &'m Metadata,
    /// The type that has been reached.
    ty: Option<&'m str>,
    /// Whether the walk is at a collection of this type, so that a key has to select an entity.
    in_collection: bool,
}

impl<'m> Walk<'m> {
    /// The type that the template leads to.
    fn along(metadata: &'m Metadata, template: &str) -> Result<String, String> {
        let mut walk = Walk {
            metadata,
            ty: None,
            in_collection: false,
        };
        let mut segments = template.trim_start_matches('/').split('/').peekable();
        while let Some(segment) = segments.next() {
            // An entity addressed by its path within a drive, `root:/{path}:`, has the type of the
            // root.
            if let Some(name) = segment.strip_suffix(':')
                && !is_placeholder(name)
            {
                walk.name(name)?;
                segments.next_if(|next| is_placeholder(next.trim_end_matches(':')));
            } else {
                walk.segment(segment)?;
            }
        }
        match walk.ty {
            Some(ty) if !walk.in_collection => Ok(ty.to_owned()),
            Some(ty) => Err(format!(
                "it leads to a collection of `{ty}`, a key is missing"
            )),
            None => Err("it is empty".to_owned()),
        }
    }

    fn segment(&mut self, segment: &str) -> Result<(), String> {
        if is_placeholder(segment) {
            return self.key(segment);
        }
        match segment.split_once('(') {
            Some((name, key)) => {
                self.name(name)?;
                self.key(key)
            }
            None => self.name(segment),
        }
    }

    fn key(&mut self, key: &str) -> Result<(), String> {
        if !self.in_collection {
            return Err(format!(
                "`{key}` is a key, and there is no collection before it"
            ));
        }
        self.in_collection = false;
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), String> {
        let Some(ty) = self.ty else {
            let mut resources = self.metadata.resources.iter();
            let resource = resources
                .find(|resource| resource.name == name)
                .ok_or_else(|| format!("`{name}` is neither an entity set nor a singleton"))?;
            self.ty = Some(&resource.ty);
            self.in_collection = resource.is_set;
            return Ok(());
        };
        if name.contains('.') {
            return self.cast(ty, name);
        }
        if self.in_collection {
            return Err(format!("`{name}` follows a collection, a key is missing"));
        }
        let property = self
            .metadata
            .property(ty, name)
            .filter(|property| property.is_navigation())
            .ok_or_else(|| format!("`{ty}` has no navigation property `{name}`"))?;
        if property.kind != PropertyKind::Containment {
            return Err(format!("`{name}` of `{ty}` contains no entities"));
        }
        self.ty = Some(&property.ty);
        self.in_collection = property.collection;
        Ok(())
    }

    fn cast(&mut self, ty: &str, name: &str) -> Result<(), String> {
        match self.metadata.structured_type(name) {
            Some(derived) if self.metadata.is_or_derives_from(name, ty) => {
                self.ty = Some(&derived.name);
                Ok(())
            }
            _ => Err(format!("`{name}` does not derive from `{ty}`")),
        }
    }
}

fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}
