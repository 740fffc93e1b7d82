//! Annotations: descriptions, capabilities, restrictions of queries and alternate keys.
//!
//! See the vocabularies `Org.OData.Core.V1` and `Org.OData.Capabilities.V1`. An annotation may be
//! inside the element that it is about, or anywhere else with a target.

use std::collections::HashMap;

use super::metadata::{KeyPart, Metadata, PropertyDeclaration, QueryRestrictions, TypeDeclaration};
use graph_model::model::Capability;

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
    /// The alternate keys, if the value lists alternate keys.
    pub keys: Vec<Vec<KeyPart>>,
}

/// A property of a record: a Boolean value as a string, or a collection of property paths.
pub(super) struct RecordProperty {
    pub name: String,
    pub value: Option<String>,
    pub paths: Vec<String>,
}

impl Annotation {
    /// Whether the value is true. A tag without a value is true.
    fn holds(&self) -> bool {
        self.value.as_deref().map(str::trim) != Some("false")
    }

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

/// Applies annotations to the declarations of a document.
pub(super) struct Annotating<'m> {
    metadata: &'m mut Metadata,
    /// The position of each member in its type, by the path that annotations use for the member.
    positions: HashMap<String, usize>,
}

impl<'m> Annotating<'m> {
    pub(super) fn new(metadata: &'m mut Metadata) -> Self {
        let positions = member_positions(metadata);
        Self {
            metadata,
            positions,
        }
    }

    /// Applies an annotation inside an operation, which has this number, to the operation.
    pub(super) fn describe_operation(&mut self, number: usize, annotation: Annotation) {
        let operation = self.metadata.operations.get_mut(number);
        let term = annotation.term.strip_prefix("Org.OData.Core.V1.");
        if let (Some(term), Some(operation)) = (term, operation) {
            describe(&mut operation.description, term, annotation.value);
        }
    }

    /// Applies an annotation to its target, if a model needs the annotation.
    pub(super) fn annotate(&mut self, annotation: Annotation) {
        let term = annotation.term.as_str();
        if term == "Org.OData.Capabilities.V1.UpdateRestrictions" && annotation.denies("Updatable")
        {
            let ty = self.metadata.get_mut(&annotation.target);
            if let Some(TypeDeclaration::Structured(ty)) = ty {
                ty.never_updated = true;
            }
        }
        if term == "Org.OData.Capabilities.V1.KeyAsSegmentSupported" {
            self.metadata.keys_are_segments |= annotation.holds();
        }
        if matches!(
            term,
            "Org.OData.Core.V1.AlternateKeys" | "OData.Community.Keys.V1.AlternateKeys"
        ) {
            let ty = self.metadata.get_mut(&annotation.target);
            if let Some(TypeDeclaration::Structured(ty)) = ty {
                ty.alternate_keys = annotation.keys;
            }
            return;
        }
        if let Some(term) = term.strip_prefix("Org.OData.Capabilities.V1.") {
            self.restrict(&annotation, term);
        }
        let Some(term) = term.strip_prefix("Org.OData.Core.V1.") else {
            return;
        };
        let (ty, member) = match annotation.target.split_once('/') {
            Some((ty, member)) => (ty.to_owned(), Some(member)),
            None => (annotation.target.clone(), None),
        };
        let position = member.map(|member| self.positions.get(&format!("{ty}/{member}")));
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

    /// Applies restrictions of queries to a type, to its listed properties, or to a relationship. The
    /// restrictions of an entity set are those of its type.
    fn restrict(&mut self, annotation: &Annotation, term: &str) {
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
            Some((ty, member)) => (ty.to_owned(), Some(member)),
            None => (annotation.target.clone(), None),
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
        let positions = &self.positions;
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
