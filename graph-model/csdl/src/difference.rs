//! One difference between a model and the metadata, and its message.

use std::fmt;

/// A difference between a model and the metadata: its place and its kind.
///
/// It is displayed in one line, such as ``microsoft.graph.user/displayNam: unknown property, did
/// you mean `displayName`?``
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub(crate) target: String,
    pub(crate) kind: DifferenceKind,
}

/// The kind of the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The metadata declares no type of this name.
    UnknownType {
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The type is modelled as another kind, for example an entity type as a complex type.
    WrongKind {
        /// The kind in the metadata.
        declared: &'static str,
        /// The kind in the model.
        modelled: &'static str,
    },
    /// The model has a different base type, or only one side has a base type.
    WrongBase {
        /// The base type in the metadata.
        declared: Option<String>,
        /// The base type in the model.
        modelled: Option<String>,
    },
    /// The metadata declares no such property.
    UnknownProperty {
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The metadata declares the property for a base type.
    InheritedProperty {
        /// The base type.
        base: String,
    },
    /// The model lacks the property.
    MissingProperty {
        /// The property's type.
        declared: String,
    },
    /// The property has a different type.
    WrongType {
        /// The type in the metadata.
        declared: String,
        /// The type in the model.
        modelled: String,
    },
    /// A collection is modelled as a single value, or a single value as a collection.
    WrongMultiplicity {
        /// Whether the metadata declares a collection.
        declared_collection: bool,
    },
    /// The property may be null, but the model would reject null.
    Nullable,
    /// The property must not be null, but the model could send null.
    NotNullable,
    /// A navigation property is modelled as a property, or a property as a navigation property.
    WrongRole {
        /// Whether the metadata declares a navigation property.
        declared_navigation: bool,
    },
    /// The service computes the value, but the model's patch could set it.
    ReadOnly,
    /// The value is fixed at creation, but the model's patch could set it.
    CreateOnly,
    /// The property is the key, or a part of the key, but the model does not mark it as one.
    Key,
    /// The path does not follow an entity set or a singleton and its containment.
    UnknownPath {
        /// The path.
        path: String,
        /// The step that the metadata does not have, or the type that the path leads to instead.
        reason: String,
    },
    /// The enumeration has flags in the metadata but not in the model, or the other way round.
    WrongFlags {
        /// Whether the metadata declares flags.
        declared_flags: bool,
    },
    /// The metadata declares no such member.
    UnknownMember {
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The model lacks the member.
    MissingMember,
    /// The member has a different value.
    WrongValue {
        /// The value in the metadata.
        declared: i64,
        /// The value in the model.
        modelled: i64,
    },
    /// The metadata declares no action or function of this name.
    UnknownOperation {
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The operation is bound to another type.
    WrongBinding {
        /// The types that the overloads in the metadata are bound to.
        declared: Vec<String>,
    },
    /// The metadata declares no such parameter.
    UnknownParameter {
        /// A similar name, if there is one.
        near: Option<String>,
    },
    /// The model lacks the parameter.
    MissingParameter {
        /// The parameter's type.
        declared: String,
    },
    /// Only one side has a result.
    WrongResult {
        /// The type of the result in the metadata.
        declared: Option<String>,
        /// Whether the model has a result.
        modelled: bool,
    },
    /// The union lacks a derived type.
    MissingVariant {
        /// The derived type.
        derived: String,
    },
}

impl Difference {
    /// The type, `microsoft.graph.user`, or the property or member in it, `microsoft.graph.user/displayName`.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The kind of the difference.
    #[must_use]
    pub fn kind(&self) -> &DifferenceKind {
        &self.kind
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.target, self.kind)
    }
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { near } => unknown(f, "type", near.as_deref()),
            Self::WrongKind { declared, modelled } => {
                write!(f, "wrong kind: it is {declared}, not {modelled}")
            }
            Self::WrongBase { declared, modelled } => {
                f.write_str("wrong base: it extends ")?;
                match declared {
                    Some(declared) => write!(f, "`{declared}`, not ")?,
                    None => f.write_str("nothing, not ")?,
                }
                match modelled {
                    Some(modelled) => write!(f, "`{modelled}`"),
                    None => f.write_str("nothing"),
                }
            }
            Self::UnknownProperty { near } => unknown(f, "property", near.as_deref()),
            Self::InheritedProperty { base } => {
                write!(f, "inherited property: `{base}` declares it")
            }
            Self::MissingProperty { declared } => {
                write!(f, "missing property of type `{declared}`")
            }
            Self::WrongType { declared, modelled } => {
                write!(f, "wrong type: it is `{declared}`, not `{modelled}`")
            }
            Self::WrongMultiplicity {
                declared_collection: true,
            } => f.write_str("wrong multiplicity: it is a collection, not a single value"),
            Self::WrongMultiplicity { .. } => {
                f.write_str("wrong multiplicity: it is a single value, not a collection")
            }
            Self::Nullable => f.write_str("nullable: it may be null, make it an `Option`"),
            Self::NotNullable => {
                f.write_str("not nullable: it is never null, mark it `#[graph(not_null)]`")
            }
            Self::WrongRole {
                declared_navigation: true,
            } => f.write_str("navigation property: mark it `#[graph(navigation)]`"),
            Self::WrongRole { .. } => {
                f.write_str("not a navigation property: remove `#[graph(navigation)]`")
            }
            Self::ReadOnly => f.write_str("read-only: mark it `#[graph(read_only)]`"),
            Self::CreateOnly => {
                f.write_str("immutable after creation: mark it `#[graph(create_only)]`")
            }
            Self::Key => f.write_str("key: mark it `#[graph(key)]`"),
            Self::UnknownPath { path, reason } => {
                write!(f, "no containment gives the path `{path}`: {reason}")
            }
            Self::WrongFlags {
                declared_flags: true,
            } => f.write_str("flags: a value is a set of members, write `flags`"),
            Self::WrongFlags { .. } => {
                f.write_str("not flags: a value is a single member, remove `flags`")
            }
            Self::UnknownMember { near } => unknown(f, "member", near.as_deref()),
            Self::MissingMember => f.write_str("missing member"),
            Self::WrongValue { declared, modelled } => {
                write!(f, "wrong value: it is {declared}, not {modelled}")
            }
            Self::UnknownOperation { near } => unknown(f, "operation", near.as_deref()),
            Self::WrongBinding { declared } => {
                let types: Vec<String> = declared.iter().map(|ty| format!("`{ty}`")).collect();
                write!(f, "wrong binding: it is bound to {}", types.join(" or "))
            }
            Self::UnknownParameter { near } => unknown(f, "parameter", near.as_deref()),
            Self::MissingParameter { declared } => {
                write!(f, "missing parameter of type `{declared}`")
            }
            Self::WrongResult {
                declared: Some(declared),
                ..
            } => write!(f, "wrong result: it returns `{declared}`"),
            Self::WrongResult { declared: None, .. } => {
                f.write_str("wrong result: it returns nothing, remove `returns`")
            }
            Self::MissingVariant { derived } => write!(f, "missing variant for `{derived}`"),
        }
    }
}

fn unknown(f: &mut fmt::Formatter<'_>, what: &str, near: Option<&str>) -> fmt::Result {
    write!(f, "unknown {what}")?;
    match near {
        Some(near) => write!(f, ", did you mean `{near}`?"),
        None => Ok(()),
    }
}
