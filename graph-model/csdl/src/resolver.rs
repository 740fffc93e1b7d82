//! Resolves the parts that need whole documents: aliases, type definitions, annotations, and base
//! types.
//!
//! Aliases belong to one document, and types may be in any. So the aliases of each document are
//! replaced before the documents are put together.

use std::collections::{HashMap, HashSet};

use super::annotations::{Annotating, Annotation};
use super::metadata::{Metadata, RUNTIME_ENTITY, Resource, StructuredDeclaration, TypeDeclaration};
use super::metadata_error::{MetadataError, Problem};
use super::warning::{Warning, WarningKind};

/// The longest chain of base types. Microsoft Graph's longest chain has six.
const LONGEST_CHAIN: usize = 64;

/// A document whose names still use aliases.
#[derive(Default)]
pub(super) struct Document {
    pub metadata: Metadata,
    pub namespaces: Vec<String>,
    /// The URLs of the documents that it refers to.
    pub references: Vec<String>,
    pub warnings: Vec<Warning>,
    pub aliases: HashMap<String, String>,
    /// The qualified names of its containers.
    pub containers: Vec<String>,
    /// The containers that these extend (section 13.1).
    pub extended: Vec<String>,
    /// The type definitions, with their underlying primitive types.
    pub definitions: HashMap<String, String>,
    pub annotations: Vec<Annotation>,
    /// The annotations inside operations, with the numbers of the operations.
    pub of_operations: Vec<(usize, Annotation)>,
}

impl Document {
    /// The containers that its own containers extend, without aliases.
    pub(super) fn extended_containers(&self) -> impl Iterator<Item = String> {
        self.extended.iter().map(|name| {
            let (alias, short) = name.rsplit_once('.').unwrap_or(("", name));
            match self.aliases.get(alias) {
                Some(namespace) => format!("{namespace}.{short}"),
                None => name.clone(),
            }
        })
    }

    /// Leaves out the entity sets, singletons and imports, because they belong to another service.
    pub(super) fn leave_out_container(&mut self) {
        self.metadata.resources.clear();
        self.metadata.imports.clear();
    }

    /// The document with namespaces instead of aliases (section 5.1).
    fn without_aliases(mut self) -> Self {
        let aliases = std::mem::take(&mut self.aliases);
        let resolve = |name: &mut String| {
            if let Some((alias, short)) = name.rsplit_once('.')
                && let Some(namespace) = aliases.get(alias)
            {
                *name = format!("{namespace}.{short}");
            }
        };
        for declaration in self.metadata.structured_mut() {
            declaration.base.iter_mut().for_each(resolve);
            for property in &mut declaration.properties {
                resolve(&mut property.ty);
            }
        }
        for resource in &mut self.metadata.resources {
            resolve(&mut resource.ty);
        }
        for operation in &mut self.metadata.operations {
            operation
                .values_mut()
                .for_each(|value| resolve(&mut value.ty));
        }
        for import in &mut self.metadata.imports {
            resolve(&mut import.operation);
        }
        let of_operations = self.of_operations.iter_mut().map(|(_, of)| of);
        for annotation in self.annotations.iter_mut().chain(of_operations) {
            resolve(&mut annotation.term);
            annotation.target = match annotation.target.split_once('/') {
                Some((ty, member)) => {
                    let mut ty = ty.to_owned();
                    resolve(&mut ty);
                    format!("{ty}/{member}")
                }
                None => {
                    let mut ty = std::mem::take(&mut annotation.target);
                    resolve(&mut ty);
                    ty
                }
            };
        }
        self
    }
}

/// Puts documents together.
pub(super) fn resolve(documents: Vec<Document>) -> Result<Metadata, MetadataError> {
    let mut whole = Document::default();
    for document in documents {
        let document = document.without_aliases();
        let before = whole.metadata.operations.len();
        whole.metadata.append(document.metadata)?;
        for namespace in document.namespaces {
            if !whole.namespaces.contains(&namespace) {
                whole.namespaces.push(namespace);
            }
        }
        whole.warnings.extend(document.warnings);
        whole.definitions.extend(document.definitions);
        whole.annotations.extend(document.annotations);
        let of_operations = document.of_operations.into_iter();
        whole
            .of_operations
            .extend(of_operations.map(|(number, annotation)| (before + number, annotation)));
    }
    whole.finish()
}

impl Document {
    fn finish(mut self) -> Result<Metadata, MetadataError> {
        if self.namespaces.is_empty() {
            return Err(Problem::NoSchema.into());
        }
        self.replace_definitions();
        self.declare_runtime_entity()?;
        self.leave_out_undeclared_bases();
        let types = self.metadata.types().iter();
        let names: Vec<String> = types.map(|ty| ty.name().to_owned()).collect();
        for name in &names {
            check_bases(&self.metadata, name)?;
        }
        for name in &names {
            check_members(&self.metadata, name)?;
        }
        self.make_strings_of_large_flags();
        self.leave_out_odd_roots();
        self.warn_of_undeclared_types();
        let mut annotating = Annotating::new(&mut self.metadata);
        for annotation in self.annotations {
            annotating.annotate(annotation);
        }
        for (number, annotation) in self.of_operations {
            annotating.describe_operation(number, annotation);
        }
        self.metadata.namespaces = self.namespaces;
        self.metadata.warnings = self.warnings;
        Ok(self.metadata)
    }

    /// Replaces type definitions by their underlying types (section 11).
    fn replace_definitions(&mut self) {
        let definitions = std::mem::take(&mut self.definitions);
        let replace = |ty: &mut String| {
            if let Some(underlying) = definitions.get(ty) {
                ty.clone_from(underlying);
            }
        };
        for declaration in self.metadata.structured_mut() {
            for property in &mut declaration.properties {
                replace(&mut property.ty);
            }
        }
        for operation in &mut self.metadata.operations {
            operation
                .values_mut()
                .for_each(|value| replace(&mut value.ty));
        }
    }

    /// Declares the base type that the runtime has built in, for documents that only extend it.
    fn declare_runtime_entity(&mut self) -> Result<(), Problem> {
        let is_extended = self
            .metadata
            .structured()
            .any(|ty| ty.base.as_deref() == Some(RUNTIME_ENTITY));
        if !is_extended || self.metadata.get(RUNTIME_ENTITY).is_some() {
            return Ok(());
        }
        let entity = StructuredDeclaration::runtime_entity();
        self.metadata.add(TypeDeclaration::Structured(entity))
    }

    /// Makes types without a base of those that extend a type of another document.
    fn leave_out_undeclared_bases(&mut self) {
        let names: HashSet<String> = self
            .metadata
            .types()
            .iter()
            .map(|ty| ty.name().to_owned())
            .collect();
        let namespaces = &self.namespaces;
        let is_elsewhere = |base: &str| {
            let namespace = super::metadata::namespace(base);
            !names.contains(base) && !namespaces.iter().any(|own| own == namespace)
        };
        for declaration in self.metadata.structured_mut() {
            if let Some(base) = declaration.base.take_if(|base| is_elsewhere(base)) {
                let name = declaration.name.clone();
                let kind = WarningKind::UndeclaredBase { name, base };
                self.warnings.push(kind.into());
                // The properties of the base are kept as dynamic properties.
                declaration.open = true;
            }
        }
    }

    /// Makes strings of enumerations whose flags do not fit into a value of 64 bits.
    fn make_strings_of_large_flags(&mut self) {
        let is_large = |ty: &TypeDeclaration| match ty {
            TypeDeclaration::Enumeration(ty) => ty.flags && ty.members.len() > 64,
            TypeDeclaration::Structured(_) => false,
        };
        let large: HashSet<String> = self.metadata.remove_types(is_large).collect();
        let replace = |ty: &mut String| {
            if large.contains(ty) {
                "Edm.String".clone_into(ty);
            }
        };
        for declaration in self.metadata.structured_mut() {
            for property in &mut declaration.properties {
                replace(&mut property.ty);
            }
        }
        for operation in &mut self.metadata.operations {
            operation
                .values_mut()
                .for_each(|value| replace(&mut value.ty));
        }
        let mut large: Vec<String> = large.into_iter().collect();
        large.sort();
        let warnings = large
            .into_iter()
            .map(|name| WarningKind::TooManyFlags { name });
        self.warnings.extend(warnings.map(Warning::from));
    }

    /// Leaves out entity sets and singletons of types that are not entity types, and warns of
    /// navigation properties to such types.
    fn leave_out_odd_roots(&mut self) {
        let metadata = &self.metadata;
        let is_odd = |ty: &str| {
            let is_entity = metadata.structured_type(ty).is_some_and(|ty| ty.is_entity);
            metadata.get(ty).is_some() && !is_entity
        };
        let mut warnings = Vec::new();
        for owner in metadata.structured() {
            let properties = owner.properties.iter();
            for property in properties.filter(|property| property.is_navigation()) {
                if is_odd(&property.ty) {
                    warnings.push(WarningKind::NavigationToNoEntity {
                        property: format!("{}/{}", owner.name, property.name),
                        ty: property.ty.clone(),
                    });
                }
            }
        }
        let (odd, kept): (Vec<Resource>, Vec<Resource>) =
            (metadata.resources.iter().cloned()).partition(|resource| is_odd(&resource.ty));
        warnings.extend(odd.into_iter().map(|resource| WarningKind::RootOfNoEntity {
            name: resource.name,
            ty: resource.ty,
        }));
        self.metadata.resources = kept;
        self.warnings
            .extend(warnings.into_iter().map(Warning::from));
    }

    fn warn_of_undeclared_types(&mut self) {
        let metadata = &self.metadata;
        let properties = metadata.structured().flat_map(|owner| {
            let properties = owner.properties.iter();
            properties.map(move |property| (&owner.name, &property.name, &property.ty))
        });
        let values = metadata.operations.iter().flat_map(|operation| {
            let values = operation.values();
            values.map(move |value| (&operation.name, &value.name, &value.ty))
        });
        for (owner, name, ty) in properties.chain(values) {
            if !metadata.is_declared(ty) {
                let target = match name.as_str() {
                    "" => owner.clone(),
                    name => format!("{owner}/{name}"),
                };
                let ty = ty.clone();
                let kind = WarningKind::UndeclaredType { target, ty };
                self.warnings.push(kind.into());
            }
        }
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
