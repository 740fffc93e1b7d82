//! The error of reading a metadata document.

use std::path::Path;
use std::{error, fmt, io};

use super::position::Position;

/// The reason why a metadata document could not be read, with the file and the line of the problem.
#[derive(Debug)]
pub struct MetadataError {
    position: Position,
    problem: Problem,
}

/// The problem in the document.
#[derive(Debug)]
pub(crate) enum Problem {
    File(io::Error),
    TooLong {
        longest: usize,
    },
    TooDeep {
        deepest: usize,
    },
    NotUtf8,
    Empty,
    EmptyFolder,
    NotXml,
    OtherRoot {
        name: String,
    },
    /// A document of OData 2 or 3. The string is its version, or its namespace.
    OldVersion {
        version: String,
    },
    /// A document of a version after 4.
    OtherVersion {
        version: String,
    },
    NoSchema,
    Truncated,
    Syntax(String),
    MissingAttribute {
        element: String,
        attribute: &'static str,
    },
    Invalid {
        element: String,
        attribute: &'static str,
        value: String,
    },
    Repeated {
        name: String,
    },
    UnknownBase {
        name: String,
        base: String,
    },
    OtherBase {
        name: String,
        base: String,
    },
    CircularBase {
        name: String,
    },
    LongChain {
        name: String,
        longest: usize,
    },
}

impl MetadataError {
    pub(crate) fn at(line: usize, problem: Problem) -> Self {
        Self {
            position: Position::at(line),
            problem,
        }
    }

    /// The same error, in a file.
    pub(crate) fn in_file(mut self, file: &Path) -> Self {
        self.position.file = Some(file.to_owned());
        self
    }

    /// The file, if the document is from a file.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.position.file.as_deref()
    }

    /// The line, counted from 1, if the problem has a line.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.position.line
    }
}

impl From<Problem> for MetadataError {
    fn from(problem: Problem) -> Self {
        Self {
            position: Position::default(),
            problem,
        }
    }
}

impl fmt::Display for MetadataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.position, self.problem)
    }
}

impl error::Error for MetadataError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.problem {
            Problem::File(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(_) => f.write_str("the metadata document cannot be read"),
            Self::TooLong { longest } => {
                write!(f, "the metadata document is longer than {longest} bytes")
            }
            Self::TooDeep { deepest } => {
                write!(f, "the elements are nested more than {deepest} deep")
            }
            Self::NotUtf8 => f.write_str("the metadata document is not in UTF-8"),
            Self::Empty => f.write_str("the metadata document is empty"),
            Self::EmptyFolder => {
                f.write_str("the folder has no file that ends in .xml, .csdl or .edmx")
            }
            Self::NotXml => {
                f.write_str("this is not XML; a service sends its metadata document at `$metadata`")
            }
            Self::OtherRoot { name } => write!(
                f,
                "the root is `<{name}>`, and that of a metadata document `<edmx:Edmx>`"
            ),
            Self::OldVersion { version } => write!(
                f,
                "this is a document of OData 2 or 3 (`{version}`), and only documents of OData 4 can be read"
            ),
            Self::OtherVersion { version } => write!(
                f,
                "this is a document of version `{version}`, and only documents of OData 4 can be read"
            ),
            Self::NoSchema => f.write_str("the metadata document declares no schema"),
            Self::Truncated => {
                f.write_str("the metadata document ends before its last element does")
            }
            Self::Syntax(message) => write!(f, "the XML is broken: {message}"),
            Self::MissingAttribute { element, attribute } => {
                write!(f, "`<{element}>` lacks its attribute `{attribute}`")
            }
            Self::Invalid {
                element,
                attribute,
                value,
            } => write!(
                f,
                "`{value}` is not a value for `{attribute}` of `<{element}>`"
            ),
            Self::Repeated { name } => write!(f, "`{name}` is declared twice"),
            Self::UnknownBase { name, base } => {
                write!(f, "`{name}` extends `{base}`, which is not declared")
            }
            Self::OtherBase { name, base } => {
                write!(
                    f,
                    "`{name}` extends `{base}`, which is a type of another kind"
                )
            }
            Self::CircularBase { name } => write!(f, "`{name}` extends itself"),
            Self::LongChain { name, longest } => {
                write!(f, "`{name}` has more than {longest} base types")
            }
        }
    }
}
