//! The error of generating source.

use std::path::PathBuf;
use std::{error, fmt, io};

use graph_syntax::names;

use crate::conformance::near_type;
use crate::metadata::{Metadata, OperationDeclaration, TypeDeclaration, short_name};

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
    /// The type has no property or member of this name, about which a decision was made.
    UnknownProperty {
        /// The type and the name.
        property: String,
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// A decision about a property belongs to the base type that declares the property.
    InheritedProperty {
        /// The type and the property.
        property: String,
        /// The base type.
        base: String,
    },
    /// A chosen name is not the name of a Rust type, or is the name of another item.
    ChosenName {
        /// The type or the operation.
        of: String,
        /// The chosen name.
        name: String,
    },
    /// A decision does not fit the type.
    Decision {
        /// The type.
        of: String,
        /// The decision, and the reason.
        reason: String,
    },
    /// Several decisions have mistakes.
    Several(Vec<GenerateError>),
    /// A file was edited, or was not generated.
    Edited {
        /// The file.
        path: PathBuf,
    },
    /// Areas are features of a package and hints are in its manifest, but the source belongs to no
    /// package.
    NoPackage {
        /// The file or folder.
        out: PathBuf,
    },
    /// The manifest of the package is not TOML.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The reason.
        error: Box<dyn error::Error + Send + Sync>,
    },
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
}

impl GenerateError {
    pub(super) fn unknown_operation(metadata: &Metadata, name: &str) -> Self {
        let (own, _) = name.split_once('(').unwrap_or((name, ""));
        let mut operations = metadata.operations.iter();
        // The name is right, and the binding is not.
        let overload = operations.find(|operation| operation.name == own);
        let near = overload.map(OperationDeclaration::full_name);
        Self::UnknownOperation {
            name: name.to_owned(),
            near: near.or_else(|| near_type(own, metadata.operations())),
        }
    }

    /// No operation of this name is bound to the type.
    pub(super) fn unknown_operation_of(metadata: &Metadata, ty: &str, name: &str) -> Self {
        let operations = metadata.operations.iter().filter(|operation| {
            let binding = operation.binding.as_ref();
            binding.is_some_and(|binding| binding.ty == ty)
        });
        let names = operations.map(|operation| short_name(&operation.name));
        Self::UnknownOperation {
            name: format!("{name}({ty})"),
            near: names::nearest(name, names).map(str::to_owned),
        }
    }

    /// The error of these mistakes, if there are any.
    pub(super) fn of_several(mut mistakes: Vec<Self>) -> Result<(), Self> {
        match mistakes.pop() {
            None => Ok(()),
            Some(only) if mistakes.is_empty() => Err(only),
            Some(last) => {
                mistakes.push(last);
                Err(Self::Several(mistakes))
            }
        }
    }

    pub(super) fn unknown_property(ty: &str, name: &str, known: Vec<&str>) -> Self {
        Self::UnknownProperty {
            property: format!("{ty}/{name}"),
            near: names::nearest(name, known).map(str::to_owned),
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
            Self::UnknownProperty { property, near } => {
                undeclared(f, "property", property, near.as_deref())
            }
            Self::InheritedProperty { property, base } => write!(
                f,
                "`{property}` is inherited: move the decision to `[types.\"{base}\"]`"
            ),
            Self::ChosenName { of, name } => write!(
                f,
                "`{name}` cannot name `{of}`: choose the name of a Rust type that no other item has"
            ),
            Self::Several(mistakes) => {
                for (position, mistake) in mistakes.iter().enumerate() {
                    let separator = if position > 0 { "; " } else { "" };
                    write!(f, "{separator}{mistake}")?;
                }
                Ok(())
            }
            Self::Decision { of, reason } => write!(f, "`{of}`: {reason}"),
            Self::Edited { path } => write!(
                f,
                "`{}` was edited or was not generated: move your code to another file, or pass `--overwrite` to discard it",
                path.display()
            ),
            Self::NoPackage { out } => write!(
                f,
                "`{}` does not belong to a package: choose an `out` inside one, because areas are its features",
                out.display()
            ),
            Self::Manifest { path, .. } => {
                write!(f, "cannot use the manifest `{}`", path.display())
            }
            Self::File { path, .. } => {
                write!(f, "cannot read or write `{}`", path.display())
            }
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
            Self::Manifest { error, .. } => Some(&**error),
            _ => None,
        }
    }
}
