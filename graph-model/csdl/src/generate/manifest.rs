//! The features of the areas in the manifest of the package that the source is generated into.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, value};

use super::error::GenerateError;

/// The feature with all areas.
const FULL: &str = "full";

/// The manifest, with the features of the areas.
#[derive(Debug)]
pub(super) struct Manifest {
    pub path: PathBuf,
    /// The features of areas that the manifest does not have yet.
    pub added: Vec<String>,
    /// The features of areas that there are no more.
    pub unused: Vec<String>,
    text: String,
}

impl Manifest {
    /// The manifest of the package that a folder is in, with a feature for each area, and one for
    /// all of them. Everything else in it stays as it is. Returns `None` if there is nothing to say
    /// in a manifest.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder is in no package, or if the manifest cannot be read.
    pub(super) fn with_areas(
        out: &Path,
        areas: &BTreeSet<String>,
        earlier: &BTreeSet<String>,
        mostly_unused: bool,
    ) -> Result<Option<Self>, GenerateError> {
        if areas.is_empty() && earlier.is_empty() && !mostly_unused {
            return Ok(None);
        }
        let path = manifest_of(out).ok_or_else(|| GenerateError::NoPackage {
            out: out.to_owned(),
        })?;
        let old = fs::read_to_string(&path).map_err(|error| GenerateError::File {
            path: path.clone(),
            error,
        })?;
        let mut document: DocumentMut = old.parse().map_err(|error| GenerateError::Manifest {
            path: path.clone(),
            error: Box::new(error),
        })?;
        if !document.contains_key("package") {
            return Err(GenerateError::NoPackage {
                out: out.to_owned(),
            });
        }
        let mut added = Vec::new();
        let mut unused: Vec<String> = earlier.difference(areas).cloned().collect();
        if !areas.is_empty() || !earlier.is_empty() {
            let features = table(&path, &mut document, "features")?;
            unused.retain(|area| features.contains_key(area));
            for area in areas {
                if !features.contains_key(area) {
                    added.push(area.clone());
                    features.insert(area, value(Array::new()));
                }
            }
            add_to_full(features, areas);
        }
        if mostly_unused {
            let hints = table(&path, &mut document, "hints")?;
            hints.insert("mostly-unused", value(true));
        }
        Ok(Some(Self {
            path,
            added,
            unused,
            text: document.to_string(),
        }))
    }

    /// Whether the file has this text.
    pub(super) fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|old| old == self.text)
    }

    pub(super) fn write(&self) -> Result<(), GenerateError> {
        if self.is_current() {
            return Ok(());
        }
        fs::write(&self.path, &self.text).map_err(|error| GenerateError::File {
            path: self.path.clone(),
            error,
        })
    }
}

/// Adds the areas to the feature with all areas, and keeps what its author added.
fn add_to_full(features: &mut dyn TableLike, areas: &BTreeSet<String>) {
    let full = features.entry(FULL).or_insert(value(Array::new()));
    if let Some(full) = full.as_array_mut() {
        for area in areas {
            if !full.iter().any(|feature| feature.as_str() == Some(area)) {
                full.push(area);
            }
        }
    }
}

/// A table at the top level, which is added if it is missing.
fn table<'d>(
    path: &Path,
    document: &'d mut DocumentMut,
    name: &str,
) -> Result<&'d mut dyn TableLike, GenerateError> {
    let item = document
        .entry(name)
        .or_insert_with(|| Item::Table(Table::new()));
    item.as_table_like_mut()
        .ok_or_else(|| GenerateError::Manifest {
            path: path.to_owned(),
            error: format!("`{name}` is not a table").into(),
        })
}

/// The manifest of the nearest package around a file or a folder, which need not exist yet.
fn manifest_of(out: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(out).ok()?;
    let mut folders = absolute.ancestors();
    let mut manifests = folders.by_ref().map(|folder| folder.join("Cargo.toml"));
    manifests.find(|manifest| manifest.is_file())
}
