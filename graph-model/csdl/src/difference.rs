//! One difference between a model and the metadata, in words.

use std::fmt;

/// A difference between a model and the metadata: where it is, and what.
///
/// Shown in one line, such as
/// ``microsoft.graph.user/displayNam: unknown property, did you mean `displayName`?``
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub(crate) target: String,
    pub(crate) kind: DifferenceKind,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The metadata declares no type of this name.
    UnknownType {
        /// The name that is nearly the same.
        near: Option<String>,
    },
    /// An entity type is modelled as a complex type, or a type as an enumeration, or the other way.
    WrongKind {
        /// What the metadata has.
        declared: &'static str,
        /// What the model has.
        modelled: &'static str,
    },
    /// The base type is another, or there is none.
    WrongBase {
        /// What the metadata has.
        declared: Option<String>,
        /// What the model has.
        modelled: Option<String>,
    },
    /// The metadata declares no such property.
    UnknownProperty {
        /// The name that is nearly the same.
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
    /// The property is of another type.
    WrongType {
        /// What the metadata has.
        declared: String,
        /// What the model has.
        modelled: String,
    },
    /// A collection is modelled as a single value, or the other way.
    WrongMultiplicity {
        /// Whether the metadata declares a collection.
        declared_collection: bool,
    },
    /// The property may be null, and the model would refuse it.
    Nullable,
    /// The property may not be null, and the model could send it.
    NotNullable,
    /// A navigation property is modelled as a property, or the other way.
    WrongRole {
        /// Whether the metadata declares a navigation property.
        declared_navigation: bool,
    },
    /// The service computes the value, and the model's patch could set it.
    ReadOnly,
    /// The value is fixed at creation, and the model's patch could set it.
    CreateOnly,
    /// The property is the key, or a part of it, and the model's patch could set it.
    Key,
    /// No entity set, singleton or containment gives the path.
    UnknownPath {
        /// The path.
        path: String,
        /// Where it leaves what the metadata has, or where it leads instead.
        reason: String,
    },
    /// The enumeration is of flags in one and not in the other.
    WrongFlags {
        /// Whether the metadata has flags.
        declared_flags: bool,
    },
    /// The metadata declares no such member.
    UnknownMember {
        /// The name that is nearly the same.
        near: Option<String>,
    },
    /// The model lacks the member.
    MissingMember,
    /// The member has another number.
    WrongValue {
        /// What the metadata has.
        declared: i64,
        /// What the model has.
        modelled: i64,
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

    /// What differs.
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
