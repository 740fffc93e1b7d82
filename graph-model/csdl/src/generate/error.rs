//! Why no source could be generated.

use std::path::PathBuf;
use std::{error, fmt, io};

use crate::conformance::near_type;
use crate::metadata::{Metadata, TypeDeclaration};

/// Why no source could be generated.
#[derive(Debug)]
#[non_exhaustive]
pub enum GenerateError {
    /// The document declares no type of this name.
    UnknownType {
        /// The name asked for.
        name: String,
        /// The name that is nearly the same.
        near: Option<String>,
    },
    /// A property is of a type that the document does not declare.
    UndeclaredType {
        /// The property.
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
        /// Why.
        error: io::Error,
    },
}

impl GenerateError {
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
            Self::UnknownType { name, near } => {
                write!(f, "the metadata declares no type `{name}`")?;
                match near {
                    Some(near) => write!(f, ", did you mean `{near}`?"),
                    None => Ok(()),
                }
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

impl error::Error for GenerateError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::File { error, .. } => Some(error),
            _ => None,
        }
    }
}
