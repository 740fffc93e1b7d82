//! The error of reading source.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// The error of reading source.
#[derive(Debug)]
pub struct SourceError {
    file: PathBuf,
    line: Option<usize>,
    reason: String,
}

impl SourceError {
    pub(super) fn file(file: &Path, error: &io::Error) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            reason: error.to_string(),
        }
    }

    pub(super) fn syntax(file: &Path, error: &syn::Error) -> Self {
        Self {
            file: file.to_owned(),
            line: Some(error.span().start().line),
            reason: error.to_string(),
        }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl error::Error for SourceError {}
