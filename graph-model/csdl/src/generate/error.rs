//! The error of generating source.

use std::path::PathBuf;
use std::{error, fmt, io};

use crate::conformance::near_type;
use crate::metadata::{Metadata, TypeDeclaration};

/// The error of generating source.
#[derive(Debug)]
#[non_exhaustive]
pub enum GenerateError {
    /// The document declares no type of this name.
    UnknownType {
        /// The requested name.
        name: String,
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The document declares no action or function of this name.
    UnknownOperation {
        /// The requested name.
        name: String,
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// A property or a parameter has a type that the document does not declare.
    UndeclaredType {
        /// The property or the parameter.
        property: String,
        /// Its type.
        ty: String,
    },
    /// An enumeration of flags has more members than a value has bits.
    TooManyFlags {
        /// The enumeration.
        name: String,
    },
    /// A file could not be written.
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
}

impl GenerateError {
    pub(super) fn unknown_operation(metadata: &Metadata, name: &str) -> Self {
        Self::UnknownOperation {
            name: name.to_owned(),
            near: near_type(name, metadata.operations()),
        }
    }

    pub(super) fn unknown_type(metadata: &Metadata, name: &str) -> Self {
        let names = metadata.types().iter().map(TypeDeclaration::name);
        Self::UnknownType {
            name: name.to_owned(),
            near: near_type(name, names),
        }
    }
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { name, near } => undeclared(f, "type", name, near.as_deref()),
            Self::UnknownOperation { name, near } => {
                undeclared(f, "action or function", name, near.as_deref())
            }
            Self::UndeclaredType { property, ty } => write!(
                f,
                "`{property}` is of type `{ty}`, which the metadata document does not declare"
            ),
            Self::TooManyFlags { name } => {
                write!(
                    f,
                    "`{name}` has more than 64 flags, which a value of 64 bits cannot hold"
                )
            }
            Self::File { path, .. } => write!(f, "cannot write `{}`", path.display()),
        }
    }
}

fn undeclared(
    f: &mut fmt::Formatter<'_>,
    what: &str,
    name: &str,
    near: Option<&str>,
) -> fmt::Result {
    write!(f, "the metadata declares no {what} `{name}`")?;
    match near {
        Some(near) => write!(f, ", did you mean `{near}`?"),
        None => Ok(()),
    }
}

impl error::Error for GenerateError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::File { error, .. } => Some(error),
            _ => None,
        }
    }
}
