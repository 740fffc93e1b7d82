//! The position of an error or a warning in the documents.

use std::fmt;
use std::path::PathBuf;

/// A file and a line, as far as they are known.
///
/// It is displayed as the beginning of a message: `metadata.xml: line 7: `.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// The file, if the document is from a file.
    pub file: Option<PathBuf>,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl Position {
    /// A line of a document whose file is not known yet.
    pub(crate) fn at(line: usize) -> Self {
        Self {
            file: None,
            line: Some(line),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", file.display())?;
        }
        match self.line {
            Some(line) => write!(f, "line {line}: "),
            None => Ok(()),
        }
    }
}
