//! Names of types, modules and operations in Rust. No name is lost, no two items get the same name, and
//! all names compile.

use std::collections::{HashMap, HashSet};

use super::areas::MODULE_END;
use super::error::GenerateError;
use super::identifiers::{
    TAKEN_MODULES, TAKEN_TYPES, constant_ident, module_ident, type_ident, unique,
};
use super::slice::{Permissions, Slice};
use crate::metadata::{Metadata, TypeDeclaration, namespace, short_name};

/// The place of an item: the module of its namespace, or the module of an area inside that.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub namespace: &'a str,
    pub area: Option<&'a str>,
}

/// Names of types and modules. They are chosen for the whole document, so that they do not change
/// with the selection.
pub(super) struct Names<'m> {
    types: HashMap<&'m str, String>,
    modules: HashMap<&'m str, Vec<String>>,
    /// The identifiers of the operations, by number.
    operations: Vec<String>,
    /// The constants of the entity sets and singletons, by their numbers.
    roots: Vec<String>,
    slice: &'m Slice,
}

impl<'m> Names<'m> {
    /// Decides all names. Names that the author chose come first.
    ///
    /// # Errors
    ///
    /// Returns an error if a chosen name is not an identifier, or is chosen twice.
    pub(super) fn of(metadata: &'m Metadata, slice: &'m Slice) -> Result<Self, GenerateError> {
        // A namespace with nothing but the container needs no module.
        let operations = metadata.operations.iter().map(|operation| &*operation.name);
        let types = metadata.types().iter().map(TypeDeclaration::name);
        let used: HashSet<&str> = operations.chain(types).map(namespace).collect();
        let namespaces = metadata.namespaces.iter().map(String::as_str);
        let namespaces: Vec<&str> = namespaces.filter(|name| used.contains(name)).collect();
        let modules = modules(&namespaces, slice.root.as_deref());
        let mut taken: HashMap<&[String], HashSet<String>> = HashMap::new();
        for path in modules.values() {
            // A module and a type must not have the same name either.
            for (depth, module) in path.iter().enumerate() {
                taken
                    .entry(&path[..depth])
                    .or_default()
                    .insert(module.clone());
            }
        }
        let mut types = HashMap::new();
        let module_of = |name| modules.get(namespace(name)).map(Vec::as_slice);
        for declaration in metadata.types() {
            let name = declaration.name();
            let decisions = slice.of_type(name);
            let Some(chosen) = decisions.and_then(|decisions| decisions.name.as_deref()) else {
                continue;
            };
            let taken = taken
                .entry(module_of(name).unwrap_or_default())
                .or_default();
            // No other type loses its name to a chosen one.
            let mut others = metadata.types().iter().filter(|other| {
                module_of(other.name()) == module_of(name)
                    && slice
                        .of_type(other.name())
                        .is_none_or(|decisions| decisions.name.is_none())
            });
            let is_of_another = others.any(|other| type_ident(short_name(other.name())) == chosen)
                && type_ident(short_name(name)) != chosen;
            let claims = companions(declaration, chosen);
            claim(
                taken,
                name,
                chosen,
                if is_of_another { None } else { Some(claims) },
            )?;
            types.insert(name, chosen.to_owned());
        }
        // In alphabetical order, so that the order of the document does not decide which of two types
        // keeps its name.
        let mut others: Vec<&TypeDeclaration> = metadata.types().iter().collect();
        others.sort_by_key(|declaration| declaration.name());
        others.retain(|declaration| !types.contains_key(declaration.name()));
        for declaration in others {
            let name = declaration.name();
            let taken = taken
                .entry(module_of(name).unwrap_or_default())
                .or_default();
            let ident = unique(type_ident(short_name(name)), "Type", |ident| {
                let claims = companions(declaration, ident);
                let free = is_free(taken, &claims);
                if free {
                    taken.extend(claims);
                }
                free
            });
            types.insert(name, ident);
        }
        let operations = operation_idents(metadata, slice, &types, &modules, &mut taken)?;
        Ok(Self {
            types,
            modules: modules.clone(),
            operations,
            roots: root_idents(metadata, &modules, &mut taken),
            slice,
        })
    }

    /// The identifier of the operation with this number.
    pub(super) fn operation_ident(&self, number: usize) -> &str {
        self.operations
            .get(number)
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// The constant of the entity set or singleton with this number.
    pub(super) fn root_ident(&self, number: usize) -> &str {
        self.roots
            .get(number)
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// The identifier of a type, within its module.
    pub(super) fn ident(&self, name: &str) -> &str {
        self.types.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The identifier of the union of a type and the types derived from it.
    pub(super) fn union_ident(&self, name: &str) -> String {
        union_ident(self.ident(name))
    }

    /// The module of a namespace, as a path from the module of the whole document.
    pub(super) fn module(&self, namespace: &str) -> &[String] {
        self.modules
            .get(namespace)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The path to a type from a place, or the path that its author gives for it. `area` is the
    /// area of the type.
    pub(super) fn type_path(&self, from: Place<'_>, name: &str, area: Option<&str>) -> String {
        let decisions = self.slice.of_type(name);
        match decisions.and_then(|decisions| decisions.elsewhere.clone()) {
            Some(path) => path,
            None => self.path(from, namespace(name), area, self.ident(name)),
        }
    }

    /// The path to the union of a type from a place. `area` is the area of the type.
    pub(super) fn union_path(&self, from: Place<'_>, name: &str, area: Option<&str>) -> String {
        self.path(from, namespace(name), area, &self.union_ident(name))
    }

    /// The permissions that requests for entities of a type need.
    pub(super) fn permissions(&self, name: &str) -> Option<&Permissions> {
        let decisions = self.slice.of_type(name)?;
        Some(&decisions.permissions)
    }

    /// The name that the author chose for a property or a member.
    pub(super) fn chosen_member(&self, ty: &str, member: &str) -> Option<&str> {
        let decisions = self.slice.of_type(ty)?;
        decisions.rename.get(member).map(String::as_str)
    }

    /// Whether the type is not generated here.
    pub(super) fn is_elsewhere(&self, name: &str) -> bool {
        let decisions = self.slice.of_type(name);
        decisions.is_some_and(|decisions| decisions.elsewhere.is_some())
    }

    /// The path to an item of a namespace and an area from a place.
    fn path(&self, place: Place<'_>, to: &str, area: Option<&str>, ident: &str) -> String {
        if (place.namespace, place.area) == (to, area) {
            return ident.to_owned();
        }
        let (from, to) = (self.module(place.namespace), self.module(to));
        let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        let up = "super::".repeat(from.len() - shared);
        let down = [&to[shared..], &[ident.to_owned()]].concat();
        let out = if place.area.is_some() { "super::" } else { "" };
        format!("{out}{up}{}", down.join("::"))
    }
}

/// The identifiers of the operations. They start with the type that the operation is bound to,
/// because many types have operations of the same name. Overloads of a function are told apart by
/// their parameters; the one with the fewest parameters needs no distinction.
fn operation_idents<'m>(
    metadata: &'m Metadata,
    slice: &Slice,
    types: &HashMap<&str, String>,
    modules: &'m HashMap<&str, Vec<String>>,
    taken: &mut HashMap<&'m [String], HashSet<String>>,
) -> Result<Vec<String>, GenerateError> {
    let mut order: Vec<usize> = (0..metadata.operations.len()).collect();
    order.sort_by_key(|&number| metadata.operations[number].parameters.len());
    let mut idents = vec![String::new(); order.len()];
    for (name, decisions) in &slice.operations {
        let Some(chosen) = decisions.name.as_deref() else {
            continue;
        };
        let overloads = metadata
            .operations
            .iter()
            .filter(|other| other.is_named(name));
        if let [first, _, ..] = overloads.collect::<Vec<_>>().as_slice() {
            let example = first.full_name();
            return Err(GenerateError::Decision {
                of: name.clone(),
                reason: format!(
                    "it has several overloads, and a name is for one, such as `{example}`"
                ),
            });
        }
        for &number in &order {
            let operation = &metadata.operations[number];
            if !operation.is_named(name) {
                continue;
            }
            let module = modules.get(namespace(&operation.name)).map(Vec::as_slice);
            let taken = taken.entry(module.unwrap_or_default()).or_default();
            claim(taken, name, chosen, Some(vec![chosen.to_owned()]))?;
            chosen.clone_into(&mut idents[number]);
        }
    }
    for number in order {
        if !idents[number].is_empty() {
            continue;
        }
        let operation = &metadata.operations[number];
        let bound = operation.binding.as_ref().map(|binding| {
            let ty = types.get(binding.ty.as_str());
            let collection = if binding.collection { "Collection" } else { "" };
            format!("{}{collection}", ty.map_or("", String::as_str))
        });
        let name = type_ident(short_name(&operation.name));
        let name = format!("{}{name}", bound.unwrap_or_default());
        let module = modules.get(namespace(&operation.name)).map(Vec::as_slice);
        let taken = taken.entry(module.unwrap_or_default()).or_default();
        let mut accept =
            |ident: &str| !TAKEN_TYPES.contains(&ident) && taken.insert(ident.to_owned());
        let parameters = operation.parameters.iter();
        let parameters: Vec<String> = parameters
            .map(|parameter| type_ident(&parameter.name))
            .collect();
        let by_parameters = format!("{name}With{}", parameters.join("And"));
        idents[number] = if accept(&name) {
            name
        } else if !parameters.is_empty() && accept(&by_parameters) {
            by_parameters
        } else {
            unique(name, "Operation", accept)
        };
    }
    Ok(idents)
}

/// The constants of the entity sets and singletons, which are in the modules of their types.
fn root_idents<'m>(
    metadata: &'m Metadata,
    modules: &'m HashMap<&str, Vec<String>>,
    taken: &mut HashMap<&'m [String], HashSet<String>>,
) -> Vec<String> {
    let roots = metadata.resources.iter().map(|resource| {
        let module = modules.get(namespace(&resource.ty)).map(Vec::as_slice);
        let taken = taken.entry(module.unwrap_or_default()).or_default();
        let kind = if resource.is_set {
            "_SET"
        } else {
            "_SINGLETON"
        };
        unique(constant_ident(&resource.name), kind, |ident| {
            taken.insert(ident.to_owned())
        })
    });
    roots.collect()
}

/// Whether no item of a module has one of these names.
fn is_free(taken: &HashSet<String>, claims: &[String]) -> bool {
    claims
        .iter()
        .all(|claim| !taken.contains(claim) && !TAKEN_TYPES.contains(&claim.as_str()))
}

/// Takes the names that go with a name that the author chose. `claims` are these names, or `None` if
/// another type has the name.
fn claim(
    taken: &mut HashSet<String>,
    of: &str,
    chosen: &str,
    claims: Option<Vec<String>>,
) -> Result<(), GenerateError> {
    let is_type_ident =
        chosen.starts_with(char::is_uppercase) && syn::parse_str::<syn::Ident>(chosen).is_ok();
    let claims = claims.filter(|claims| is_type_ident && is_free(taken, claims));
    let Some(claims) = claims else {
        return Err(GenerateError::ChosenName {
            of: of.to_owned(),
            name: chosen.to_owned(),
        });
    };
    taken.extend(claims);
    Ok(())
}

fn union_ident(ident: &str) -> String {
    format!("Any{ident}")
}

/// The names of the items that are generated with a type.
fn companions(declaration: &TypeDeclaration, ident: &str) -> Vec<String> {
    let mut items = vec![ident.to_owned()];
    if let TypeDeclaration::Structured(declaration) = declaration {
        items.extend([
            format!("{ident}Patch"),
            format!("{ident}Properties"),
            union_ident(ident),
        ]);
        if declaration.is_entity {
            items.extend([format!("{ident}Path"), format!("{ident}CollectionPath")]);
        }
    }
    items
}

/// A module per namespace. The part that all namespaces share is left out, so that
/// `microsoft.graph.security` is the module `security` inside the module of `microsoft.graph`. If
/// the author chose the namespace of the outermost module, its own parts are left out instead.
fn modules<'n>(namespaces: &[&'n str], root: Option<&str>) -> HashMap<&'n str, Vec<String>> {
    let mut shared: Vec<&str> = namespaces
        .first()
        .map_or(Vec::new(), |name| name.split('.').collect());
    for name in namespaces {
        let same = name
            .split('.')
            .zip(&shared)
            .take_while(|(a, b)| a == *b)
            .count();
        shared.truncate(same);
    }
    let mut names: HashMap<Vec<&str>, Vec<String>> = HashMap::from([(Vec::new(), Vec::new())]);
    let mut taken: HashSet<Vec<String>> = HashSet::new();
    let mut modules = HashMap::new();
    for namespace in namespaces {
        let parts: Vec<&str> = match root {
            None => namespace.split('.').skip(shared.len()).collect(),
            Some(root) => {
                let inside = namespace.strip_prefix(root);
                let inside = inside.filter(|rest| rest.is_empty() || rest.starts_with('.'));
                let inside = inside.map(|rest| rest.trim_start_matches('.'));
                let parts = inside.unwrap_or(namespace).split('.');
                parts.filter(|part| !part.is_empty()).collect()
            }
        };
        for depth in 1..=parts.len() {
            if !names.contains_key(&parts[..depth]) {
                let mut path = names[&parts[..depth - 1]].clone();
                path.push(unique(module_ident(parts[depth - 1]), "_module", |ident| {
                    let taken_path = [path.as_slice(), &[ident.to_owned()]].concat();
                    let is_free = !TAKEN_MODULES.contains(&ident) && !ident.ends_with(MODULE_END);
                    is_free && taken.insert(taken_path)
                }));
                names.insert(parts[..depth].to_vec(), path);
            }
        }
        modules.insert(*namespace, names[&parts].clone());
    }
    modules
}
