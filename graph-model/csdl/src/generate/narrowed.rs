//! Applies the decisions about properties to the declarations, so that everything after it sees only
//! what is generated.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::error::GenerateError;
use super::slice::{Slice, TypeDecisions};
use crate::metadata::{Metadata, StructuredDeclaration, TypeDeclaration};
use graph_model::model::Capability;

/// The metadata without omitted properties, and with the capabilities that the author decided on.
pub(super) fn narrowed<'m>(
    metadata: &'m Metadata,
    slice: &Slice,
) -> Result<Cow<'m, Metadata>, GenerateError> {
    let mut narrowed = Cow::Borrowed(metadata);
    for (name, decisions) in &slice.types {
        let declaration = metadata
            .get(name)
            .ok_or_else(|| GenerateError::unknown_type(metadata, name))?;
        check_properties(metadata, declaration, decisions)?;
        let key: BTreeSet<&String> = metadata.key(name).iter().collect();
        if let Some(TypeDeclaration::Structured(ty)) = narrowed.to_mut().get_mut(name) {
            ty.properties.retain(|property| {
                let listed = decisions.properties.as_ref();
                let is_left_out = decisions.omit.contains(&property.name)
                    || listed.is_some_and(|listed| !listed.contains(&property.name));
                !is_left_out || key.contains(&property.name)
            });
            set_capabilities(ty, decisions);
        }
    }
    Ok(narrowed)
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

/// Checks that the type itself declares each property that the decisions name.
fn check_properties(
    metadata: &Metadata,
    declaration: &TypeDeclaration,
    decisions: &TypeDecisions,
) -> Result<(), GenerateError> {
    let declared: Vec<&str> = match declaration {
        TypeDeclaration::Structured(ty) => ty.properties.iter().map(|p| p.name.as_str()).collect(),
        TypeDeclaration::Enumeration(ty) => ty.members.iter().map(|m| m.name.as_str()).collect(),
    };
    let listed = decisions.properties.iter().flatten();
    let named = listed
        .chain(&decisions.omit)
        .chain(decisions.rename.keys())
        .chain(&decisions.read_only)
        .chain(&decisions.create_only)
        .chain(&decisions.writable);
    let decision = |reason: String| GenerateError::Decision {
        of: declaration.name().to_owned(),
        reason,
    };
    for name in decisions.rename.values() {
        if syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(decision(format!("`{name}` is not a name in Rust")));
        }
    }
    if let Some(path) = &decisions.elsewhere
        && syn::parse_str::<syn::Path>(path).is_err()
    {
        return Err(decision(format!(
            "`{path}` is not the path of a type in Rust"
        )));
    }
    for name in named {
        if declared.contains(&name.as_str()) {
            continue;
        }
        let ty = declaration.name();
        let mut bases = metadata.ancestry(ty).skip(1);
        let declares = |base: &&StructuredDeclaration| {
            base.properties
                .iter()
                .any(|property| property.name == *name)
        };
        return Err(match bases.find(declares) {
            Some(base) => GenerateError::InheritedProperty {
                property: format!("{ty}/{name}"),
                base: base.name.clone(),
            },
            None => GenerateError::unknown_property(ty, name, declared),
        });
    }
    Ok(())
}
