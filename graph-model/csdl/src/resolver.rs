//! Resolves the parts that need the whole document: aliases, type definitions, annotations, and
//! base types.

use std::collections::{HashMap, HashSet};

use super::metadata::{
    Metadata, PropertyDeclaration, QueryRestrictions, StructuredDeclaration, TypeDeclaration,
};
use super::metadata_error::{MetadataError, Problem};
use graph_model::model::Capability;

/// The longest chain of base types. Microsoft Graph's longest chain has six.
const LONGEST_CHAIN: usize = 64;

/// A document whose names still use aliases.
#[derive(Default)]
pub(super) struct Document {
    pub metadata: Metadata,
    pub namespaces: Vec<String>,
    pub aliases: HashMap<String, String>,
    /// The type definitions, with their underlying primitive types.
    pub definitions: HashMap<String, String>,
    pub annotations: Vec<Annotation>,
    /// The annotations inside operations, with the numbers of the operations.
    pub of_operations: Vec<(usize, Annotation)>,
}

/// An annotation of a type or of one of its members.
#[derive(Default)]
pub(super) struct Annotation {
    pub target: String,
    pub term: String,
    /// The value as a string. It is `None` if there is only a term, as in tags with a default of
    /// true.
    pub value: Option<String>,
    /// The properties of a value that is a record.
    pub record: Vec<RecordProperty>,
}

/// A property of a record: a Boolean value as a string, or a collection of property paths.
pub(super) struct RecordProperty {
    pub name: String,
    pub value: Option<String>,
    pub paths: Vec<String>,
}

impl Annotation {
    /// Whether the value is a record in which the property is false.
    fn denies(&self, property: &str) -> bool {
        self.record.iter().any(|record| {
            record.name == property && record.value.as_deref().map(str::trim) == Some("false")
        })
    }

    /// The names of the properties that a property of the record lists.
    fn listed(&self, property: &str) -> impl Iterator<Item = &str> {
        let properties = self
            .record
            .iter()
            .filter(move |record| record.name == property);
        properties.flat_map(|record| record.paths.iter().map(|path| path.trim()))
    }
}

impl Document {
    pub(super) fn resolve(mut self) -> Result<Metadata, MetadataError> {
        if self.namespaces.is_empty() {
            return Err(Problem::NoSchema.into());
        }
        let names: Vec<String> = self
            .metadata
            .types()
            .iter()
            .map(|ty| ty.name().to_owned())
            .collect();
        for name in &names {
            if let Some(TypeDeclaration::Structured(declaration)) = self.metadata.get_mut(name) {
                resolve_names(declaration, &self.aliases, &self.definitions);
            }
        }
        for resource in &mut self.metadata.resources {
            resource.ty = resolved(&resource.ty, &self.aliases);
        }
        for operation in &mut self.metadata.operations {
            for value in operation.values_mut() {
                resolve_type(value, &self.aliases, &self.definitions);
            }
        }
        for import in &mut self.metadata.imports {
            import.operation = resolved(&import.operation, &self.aliases);
        }
        for name in &names {
            check_bases(&self.metadata, name)?;
        }
        for name in &names {
            check_members(&self.metadata, name)?;
        }
        let positions = member_positions(&self.metadata);
        for annotation in std::mem::take(&mut self.annotations) {
            self.annotate(annotation, &positions);
        }
        for (number, annotation) in std::mem::take(&mut self.of_operations) {
            self.describe_operation(number, annotation);
        }
        self.metadata.namespaces = self.namespaces;
        Ok(self.metadata)
    }

    /// Applies an annotation inside an operation, which has this number, to the operation.
    fn describe_operation(&mut self, number: usize, annotation: Annotation) {
        let term = resolved(&annotation.term, &self.aliases);
        let operation = self.metadata.operations.get_mut(number);
        if let (Some(term), Some(operation)) = (term.strip_prefix("Org.OData.Core.V1."), operation)
        {
            describe(&mut operation.description, term, annotation.value);
        }
    }

    /// Applies an annotation to its target, if a model needs the annotation.
    fn annotate(&mut self, annotation: Annotation, positions: &HashMap<String, usize>) {
        let term = resolved(&annotation.term, &self.aliases);
        if term == "Org.OData.Capabilities.V1.UpdateRestrictions" && annotation.denies("Updatable")
        {
            let target = resolved(&annotation.target, &self.aliases);
            if let Some(TypeDeclaration::Structured(ty)) = self.metadata.get_mut(&target) {
                ty.never_updated = true;
            }
        }
        if let Some(term) = term.strip_prefix("Org.OData.Capabilities.V1.") {
            self.restrict(&annotation, term, positions);
        }
        let Some(term) = term.strip_prefix("Org.OData.Core.V1.") else {
            return;
        };
        let (ty, member) = match annotation.target.split_once('/') {
            Some((ty, member)) => (resolved(ty, &self.aliases), Some(member)),
            None => (resolved(&annotation.target, &self.aliases), None),
        };
        let position = member.map(|member| positions.get(&format!("{ty}/{member}")));
        let value = annotation.value;
        match (self.metadata.get_mut(&ty), position) {
            (Some(TypeDeclaration::Structured(declaration)), None) => {
                describe(&mut declaration.description, term, value);
            }
            (Some(TypeDeclaration::Structured(declaration)), Some(Some(&position))) => {
                annotate_property(&mut declaration.properties[position], term, value);
            }
            (Some(TypeDeclaration::Enumeration(declaration)), None) => {
                describe(&mut declaration.description, term, value);
            }
            (Some(TypeDeclaration::Enumeration(declaration)), Some(Some(&position))) => {
                describe(&mut declaration.members[position].description, term, value);
            }
            (None, _) | (_, Some(None)) => {}
        }
    }
}

impl Document {
    /// Applies restrictions of queries to a type, to its listed properties, or to a relationship. The
    /// restrictions of an entity set are those of its type.
    fn restrict(
        &mut self,
        annotation: &Annotation,
        term: &str,
        positions: &HashMap<String, usize>,
    ) {
        type Set = fn(&mut QueryRestrictions);
        let (denied, listed, set): (_, _, Set) = match term {
            "FilterRestrictions" => ("Filterable", "NonFilterableProperties", |restrictions| {
                restrictions.cannot_filter = true;
            }),
            "SortRestrictions" => ("Sortable", "NonSortableProperties", |restrictions| {
                restrictions.cannot_sort = true;
            }),
            _ => return,
        };
        let (ty, member) = match annotation.target.split_once('/') {
            Some((ty, member)) => (resolved(ty, &self.aliases), Some(member)),
            None => (resolved(&annotation.target, &self.aliases), None),
        };
        let resources = &self.metadata.resources;
        let (ty, member) = match member {
            Some(name) if self.metadata.get(&ty).is_none() => {
                let mut resources = resources.iter();
                match resources.find(|resource| resource.name == name) {
                    Some(resource) => (resource.ty.clone(), None),
                    None => return,
                }
            }
            member => (ty, member),
        };
        let Some(TypeDeclaration::Structured(declaration)) = self.metadata.get_mut(&ty) else {
            return;
        };
        let mut position = |name: &str| positions.get(&format!("{ty}/{name}")).copied();
        if annotation.denies(denied) {
            match member.map(&mut position) {
                None => set(&mut declaration.restrictions),
                Some(Some(position)) => set(&mut declaration.properties[position].restrictions),
                Some(None) => {}
            }
        }
        if member.is_none() {
            for position in annotation.listed(listed).filter_map(position) {
                set(&mut declaration.properties[position].restrictions);
            }
        }
    }
}

/// The position of each member in its type, by the path that annotations use for the member.
fn member_positions(metadata: &Metadata) -> HashMap<String, usize> {
    let mut positions = HashMap::new();
    for declaration in metadata.types() {
        let names: Vec<&str> = match declaration {
            TypeDeclaration::Structured(ty) => {
                ty.properties.iter().map(|p| p.name.as_str()).collect()
            }
            TypeDeclaration::Enumeration(ty) => {
                ty.members.iter().map(|m| m.name.as_str()).collect()
            }
        };
        for (position, name) in names.into_iter().enumerate() {
            positions.insert(format!("{}/{name}", declaration.name()), position);
        }
    }
    positions
}

fn annotate_property(property: &mut PropertyDeclaration, term: &str, value: Option<String>) {
    // A tag without a value is true.
    let holds = value.as_deref().map(str::trim) != Some("false");
    match term {
        "Computed" if holds => property.capability = Capability::ReadOnly,
        "Immutable" if holds && property.capability == Capability::ReadWrite => {
            property.capability = Capability::CreateOnly;
        }
        // The value is a set of flags. The property is read-only if reading is the only permission.
        "Permissions" if allows_reading_alone(value.as_deref()) => {
            property.capability = Capability::ReadOnly;
        }
        _ => describe(&mut property.description, term, value),
    }
}

fn allows_reading_alone(permissions: Option<&str>) -> bool {
    permissions.is_some_and(|permissions| permissions.trim().ends_with(".Permission/Read"))
}

/// Sets the description. The short description wins over the long one.
fn describe(description: &mut Option<String>, term: &str, value: Option<String>) {
    match term {
        "Description" => *description = value.or(description.take()),
        "LongDescription" if description.is_none() => *description = value,
        _ => {}
    }
}

fn resolve_names(
    declaration: &mut StructuredDeclaration,
    aliases: &HashMap<String, String>,
    definitions: &HashMap<String, String>,
) {
    if let Some(base) = &mut declaration.base {
        *base = resolved(base, aliases);
    }
    for property in &mut declaration.properties {
        resolve_type(property, aliases, definitions);
    }
}

fn resolve_type(
    value: &mut PropertyDeclaration,
    aliases: &HashMap<String, String>,
    definitions: &HashMap<String, String>,
) {
    let ty = resolved(&value.ty, aliases);
    value.ty = definitions.get(&ty).cloned().unwrap_or(ty);
}

/// The name, with an alias replaced by its namespace (section 5.1).
fn resolved(name: &str, aliases: &HashMap<String, String>) -> String {
    match name.rsplit_once('.') {
        Some((alias, short)) => match aliases.get(alias) {
            Some(namespace) => format!("{namespace}.{short}"),
            None => name.to_owned(),
        },
        None => name.to_owned(),
    }
}

/// Checks that a type and its base types declare each name only once (sections 7.1 and 10.3).
fn check_members(metadata: &Metadata, name: &str) -> Result<(), Problem> {
    let own: Vec<&str> = match metadata.get(name) {
        Some(TypeDeclaration::Structured(ty)) => {
            ty.properties.iter().map(|p| p.name.as_str()).collect()
        }
        Some(TypeDeclaration::Enumeration(ty)) => {
            ty.members.iter().map(|m| m.name.as_str()).collect()
        }
        None => Vec::new(),
    };
    let bases = metadata.ancestry(name).skip(1);
    let inherited = bases.flat_map(|base| base.properties.iter().map(|p| p.name.as_str()));
    let mut seen: HashSet<&str> = inherited.collect();
    match own.into_iter().find(|member| !seen.insert(member)) {
        Some(member) => Err(Problem::Repeated {
            name: format!("{name}/{member}"),
        }),
        None => Ok(()),
    }
}

fn check_bases(metadata: &Metadata, name: &str) -> Result<(), Problem> {
    let mut current = metadata.structured_type(name);
    for _ in 0..LONGEST_CHAIN {
        let Some(declaration) = current else {
            return Ok(());
        };
        let Some(base) = &declaration.base else {
            return Ok(());
        };
        if base == name {
            return Err(Problem::CircularBase {
                name: name.to_owned(),
            });
        }
        current = metadata.structured_type(base);
        let problem = match (current, metadata.get(base)) {
            (Some(found), _) if found.is_entity == declaration.is_entity => continue,
            (_, Some(_)) => Problem::OtherBase {
                name: declaration.name.clone(),
                base: base.clone(),
            },
            (_, None) => Problem::UnknownBase {
                name: declaration.name.clone(),
                base: base.clone(),
            },
        };
        return Err(problem);
    }
    Err(Problem::LongChain {
        name: name.to_owned(),
        longest: LONGEST_CHAIN,
    })
}
