//! The differences between the annotated types of a folder and the metadata.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use super::error::SourceError;
use super::items::Items;
use super::read;
use crate::conformance::{Extent, differences};
use crate::difference::Difference;
use crate::metadata::Metadata;

/// A difference, and its place in the source.
///
/// It is displayed as ``src/models.rs:12: microsoft.graph.user/displayNam: unknown property, did
/// you mean `displayName`?``
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The file.
    pub file: PathBuf,
    /// The line of the type or the property, counted from 1.
    pub line: usize,
    /// The difference.
    pub difference: Difference,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}",
            self.file.display(),
            self.line,
            self.difference
        )
    }
}

/// Compares the annotated types of a file, or of all Rust files in a folder, with metadata. Returns
/// the number of types and the differences.
///
/// # Errors
///
/// Returns an error if a file cannot be read or is not Rust.
pub fn drift(
    metadata: &Metadata,
    source: &Path,
    extent: Extent,
) -> Result<(usize, Vec<Drift>), SourceError> {
    let mut items = Items::default();
    for file in rust_files(source)? {
        items.read_file(source, &file)?;
    }
    let mut drifts = Vec::new();
    for item in items.all() {
        let Some((model, shown)) = read::model(&items, item) else {
            continue;
        };
        for difference in differences(metadata, &model, extent.min(shown)) {
            drifts.push(Drift {
                file: item.file.clone(),
                line: item.line_of(difference.target()),
                difference,
            });
        }
    }
    drifts.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok((items.all().len(), drifts))
}

fn rust_files(source: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = Vec::new();
    let mut open = vec![source.to_owned()];
    while let Some(path) = open.pop() {
        let failed = |error: io::Error| SourceError::file(&path, &error);
        if fs::metadata(&path).map_err(failed)?.is_dir() {
            for entry in fs::read_dir(&path).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let is_folder = entry.file_type().map_err(failed)?.is_dir();
                let is_rust = entry
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "rs");
                if is_folder || is_rust {
                    open.push(entry.path());
                }
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
