//! The paths of the generated entity types: by containment, by alternate keys, or as their author
//! chose.

use std::collections::{HashMap, HashSet};

use graph_model::path::KeyConvention;
use heck::ToUpperCamelCase;

use super::error::GenerateError;
use super::names::Names;
use super::slice::Slice;
use crate::metadata::{Metadata, RUNTIME_ENTITY};
use crate::{entity_key, path_walk};

/// The paths of one entity type.
pub(super) struct TypePaths {
    /// The path that is named after the type.
    pub own: String,
    /// Further paths, with the names of their types.
    pub further: Vec<(String, String)>,
}

/// Decides the paths of all entity types. `by_containment` are the paths that the metadata gives.
///
/// # Errors
///
/// Returns an error if a chosen path does not lead to its type.
pub(super) fn paths(
    metadata: &Metadata,
    slice: &Slice,
    names: &Names<'_>,
    by_containment: &HashMap<String, String>,
) -> Result<HashMap<String, TypePaths>, GenerateError> {
    let mut paths = HashMap::new();
    for (ty, own) in by_containment {
        // The runtime's own entity has no generated attribute that could contain its path.
        if ty == RUNTIME_ENTITY {
            continue;
        }
        let ident = names.ident(ty);
        let further = entity_key::alternate_paths(metadata, ty, own).into_iter();
        let further = further.map(|(key, path)| (by_key(ident, &key), path));
        let own = own.clone();
        let mut seen = HashSet::new();
        let further = further.filter(|(name, _)| seen.insert(name.clone()));
        let further = further.collect();
        paths.insert(ty.clone(), TypePaths { own, further });
    }
    for (ty, decisions) in &slice.types {
        let Some(chosen) = &decisions.paths else {
            continue;
        };
        for path in chosen {
            path_walk::leads_to(metadata, path, ty).map_err(|reason| GenerateError::Decision {
                of: ty.clone(),
                reason: format!("the path `{path}` does not lead to it: {reason}"),
            })?;
        }
        match chosen.split_first() {
            None => paths.remove(ty),
            Some((own, further)) => paths.insert(
                ty.clone(),
                TypePaths {
                    own: own.clone(),
                    further: further
                        .iter()
                        .map(|path| (by_segments(path), path.clone()))
                        .collect(),
                },
            ),
        };
    }
    Ok(paths)
}

/// The way in which keys are written: as the author says, or as the metadata says.
pub(super) fn key_convention(metadata: &Metadata, slice: &Slice) -> KeyConvention {
    slice
        .keys
        .map_or_else(|| entity_key::key_convention(metadata), KeyConvention::from)
}

/// `GroupByUniqueNamePath`
fn by_key(ident: &str, key: &[String]) -> String {
    let names: Vec<String> = key.iter().map(|name| name.to_upper_camel_case()).collect();
    format!("{ident}By{}Path", names.join("And"))
}

/// `MeMessagesPath` for `/me/messages/{messageId}`.
fn by_segments(path: &str) -> String {
    let literals = path.split('/').filter(|segment| !segment.starts_with('{'));
    let names = literals.map(|segment| {
        let name = segment.split('(').next().unwrap_or_default();
        name.to_upper_camel_case()
    });
    format!("{}Path", names.collect::<String>())
}
