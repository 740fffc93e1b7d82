//! Checks the decisions about types, and applies those about properties to the declarations, so that
//! later steps see only the properties that are generated.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::error::GenerateError;
use super::identifiers::{identifier, type_ident};
use super::slice::{Slice, TypeDecisions};
use super::values::ValueFeature;
use crate::metadata::{Metadata, RUNTIME_ENTITY, StructuredDeclaration, TypeDeclaration};
use graph_model::model::Capability;
use heck::ToSnakeCase;

/// The metadata without omitted properties, and with the capabilities that the author decided on.
///
/// # Errors
///
/// Returns all mistakes in the decisions at once, because newer metadata may cause several.
pub(super) fn narrowed<'m>(
    metadata: &'m Metadata,
    slice: &Slice,
) -> Result<Cow<'m, Metadata>, GenerateError> {
    let mut mistakes = Vec::new();
    mistakes.extend(two_crates_of_dates(&slice.features));
    for (name, decisions) in &slice.types {
        match metadata.get(name) {
            Some(declaration) => {
                let mut check = Check {
                    metadata,
                    declaration,
                    decisions,
                    mistakes: &mut mistakes,
                };
                check.all();
            }
            None => mistakes.push(GenerateError::unknown_type(metadata, name)),
        }
    }
    for name in &slice.exclude {
        if metadata.get(name).is_none() {
            mistakes.push(GenerateError::unknown_type(metadata, name));
        }
    }
    GenerateError::of_several(mistakes)?;
    let mut narrowed = Cow::Borrowed(metadata);
    for (name, decisions) in &slice.types {
        let key = metadata.key(name);
        if let Some(TypeDeclaration::Structured(ty)) = narrowed.to_mut().get_mut(name) {
            ty.properties
                .retain(|property| is_kept(decisions, key, &property.name));
            set_capabilities(ty, decisions);
        }
    }
    Ok(narrowed)
}

/// Whether a property is generated. The key always is.
fn is_kept(decisions: &TypeDecisions, key: &[String], property: &String) -> bool {
    let listed = decisions.properties.as_ref();
    let is_left_out = decisions.omit.contains(property)
        || listed.is_some_and(|listed| !listed.contains(property));
    !is_left_out || key.contains(property)
}

fn set_capabilities(ty: &mut StructuredDeclaration, decisions: &TypeDecisions) {
    for property in &mut ty.properties {
        let name = &property.name;
        if decisions.read_only.contains(name) {
            property.capability = Capability::ReadOnly;
        } else if decisions.create_only.contains(name) {
            property.capability = Capability::CreateOnly;
        } else if decisions.writable.contains(name) {
            property.capability = Capability::ReadWrite;
        }
    }
}

fn two_crates_of_dates(features: &[ValueFeature]) -> Option<GenerateError> {
    let of_dates = [ValueFeature::Jiff, ValueFeature::Chrono, ValueFeature::Time];
    let used = of_dates.iter().filter(|feature| features.contains(feature));
    (used.count() > 1).then(|| GenerateError::Decision {
        of: "use".to_owned(),
        reason: "only one of `jiff`, `chrono` and `time` can hold dates".to_owned(),
    })
}

/// Checks the decisions about one type.
struct Check<'c> {
    metadata: &'c Metadata,
    declaration: &'c TypeDeclaration,
    decisions: &'c TypeDecisions,
    mistakes: &'c mut Vec<GenerateError>,
}

impl Check<'_> {
    fn all(&mut self) {
        if self.declaration.name() == RUNTIME_ENTITY {
            self.refuse("the runtime has this type built in, so nothing can be decided about it");
            return;
        }
        if self.decisions.elsewhere.is_some() {
            self.elsewhere();
            return;
        }
        self.kind();
        if self.properties_are_declared() {
            self.properties_are_generated();
            self.new_names_differ();
        }
    }

    fn refuse(&mut self, reason: impl Into<String>) {
        self.mistakes.push(GenerateError::Decision {
            of: self.declaration.name().to_owned(),
            reason: reason.into(),
        });
    }

    /// A type that is elsewhere is named by a path that means the same in every module.
    fn elsewhere(&mut self) {
        let path = self.decisions.elsewhere.as_deref().unwrap_or_default();
        let is_absolute = syn::parse_str::<syn::Path>(path).is_ok_and(|path| {
            let first = path.segments.first();
            let first = first.map(|segment| segment.ident.to_string());
            let is_relative = first.is_some_and(|first| ["self", "super"].contains(&&*first));
            path.segments.len() > 1 && !is_relative
        });
        if !is_absolute {
            self.refuse(format!(
                "`{path}` is not the path of a type, write one such as `crate::shared::User`"
            ));
        }
        let others = TypeDecisions {
            elsewhere: None,
            derived: None,
            ..self.decisions.clone()
        };
        if others != TypeDecisions::default() {
            self.refuse("it is elsewhere, so nothing else can be decided about it");
        }
    }

    /// Checks that the kind of the type has what is decided about it.
    fn kind(&mut self) {
        let decisions = self.decisions;
        let of_entities = [
            ("paths", decisions.paths.is_some()),
            ("permissions", !decisions.permissions.is_empty()),
        ];
        let of_objects = [
            ("properties", decisions.properties.is_some()),
            ("omit", !decisions.omit.is_empty()),
            ("read_only", !decisions.read_only.is_empty()),
            ("create_only", !decisions.create_only.is_empty()),
            ("writable", !decisions.writable.is_empty()),
            ("operations", decisions.operations.is_some()),
            ("derived", decisions.derived.is_some()),
        ];
        let (kind, foreign): (_, Vec<(&str, bool)>) = match self.declaration {
            TypeDeclaration::Structured(ty) if ty.is_entity => return,
            TypeDeclaration::Structured(_) => ("a complex type", of_entities.to_vec()),
            TypeDeclaration::Enumeration(_) => (
                "an enumeration",
                [of_entities.as_slice(), of_objects.as_slice()].concat(),
            ),
        };
        for (key, _) in foreign.into_iter().filter(|(_, is_given)| *is_given) {
            self.refuse(format!("it is {kind}, which has no `{key}`"));
        }
    }

    /// The properties or members that the type itself declares.
    fn declared(&self) -> Vec<&str> {
        match self.declaration {
            TypeDeclaration::Structured(ty) => {
                ty.properties.iter().map(|p| p.name.as_str()).collect()
            }
            TypeDeclaration::Enumeration(ty) => {
                ty.members.iter().map(|m| m.name.as_str()).collect()
            }
        }
    }

    /// The lists of properties that set what a client may do.
    fn capabilities(&self) -> [(&'static str, &BTreeSet<String>); 3] {
        [
            ("read_only", &self.decisions.read_only),
            ("create_only", &self.decisions.create_only),
            ("writable", &self.decisions.writable),
        ]
    }

    /// Checks that the type declares each property that the decisions name, and returns whether it
    /// does. `properties` may list inherited ones, which the base type decides on.
    fn properties_are_declared(&mut self) -> bool {
        let declared = self.declared();
        let ty = self.declaration.name();
        let decisions = self.decisions;
        let marked = self.capabilities().into_iter().flat_map(|(_, list)| list);
        let named = decisions.omit.iter().chain(decisions.rename.keys());
        let named: BTreeSet<&String> = named.chain(marked).collect();
        let listed = decisions.properties.iter().flatten();
        let mut mistakes = Vec::new();
        for name in listed.clone().chain(named.iter().copied()) {
            if declared.contains(&name.as_str()) {
                continue;
            }
            let mut bases = self.metadata.ancestry(ty).skip(1);
            let declares = |base: &&StructuredDeclaration| {
                base.properties
                    .iter()
                    .any(|property| property.name == *name)
            };
            match bases.find(declares) {
                Some(_) if !named.contains(name) => {}
                Some(base) => mistakes.push(GenerateError::InheritedProperty {
                    property: format!("{ty}/{name}"),
                    base: base.name.clone(),
                }),
                None => {
                    let declared = declared.clone();
                    mistakes.push(GenerateError::unknown_property(ty, name, declared));
                }
            }
        }
        let are_declared = mistakes.is_empty();
        self.mistakes.extend(mistakes);
        are_declared
    }

    /// Checks that no decision is about a property that is left out, and none contradicts another.
    fn properties_are_generated(&mut self) {
        let decisions = self.decisions;
        let key = self.metadata.key(self.declaration.name());
        for property in decisions.omit.iter().filter(|name| key.contains(name)) {
            self.refuse(format!(
                "`{property}` is its key, which is always generated"
            ));
        }
        let mut capability: BTreeMap<&String, &str> = BTreeMap::new();
        let mut reasons = Vec::new();
        let marked = self.capabilities();
        let marked = marked
            .iter()
            .flat_map(|(what, list)| list.iter().map(|name| (name, *what)));
        let renamed = decisions.rename.keys().map(|name| (name, "rename"));
        for (name, what) in marked.chain(renamed) {
            if !is_kept(decisions, key, name) {
                reasons.push(format!("`{name}` is left out, and `{what}` names it"));
            } else if what != "rename"
                && let Some(other) = capability.insert(name, what)
            {
                reasons.push(format!("`{name}` is both `{other}` and `{what}`"));
            }
        }
        for reason in reasons {
            self.refuse(reason);
        }
    }

    /// Checks that the new names are identifiers, and that no two members have the same.
    fn new_names_differ(&mut self) {
        let is_enumeration = matches!(self.declaration, TypeDeclaration::Enumeration(_));
        let usual = |name: &str| {
            if is_enumeration {
                type_ident(name)
            } else {
                identifier(&name.to_snake_case())
            }
        };
        let renamed = &self.decisions.rename;
        let mut taken: BTreeSet<String> = self
            .declared()
            .into_iter()
            .filter(|name| !renamed.contains_key(*name))
            .map(usual)
            .collect();
        let mut reasons = Vec::new();
        for name in renamed.values() {
            if syn::parse_str::<syn::Ident>(name).is_err() {
                reasons.push(format!("`{name}` is not a name in Rust"));
            } else if !taken.insert(name.clone()) {
                reasons.push(format!("`{name}` is the name of two members"));
            }
        }
        for reason in reasons {
            self.refuse(reason);
        }
    }
}
