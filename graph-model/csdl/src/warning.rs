//! Warnings: parts of a document that cannot be modelled as they are declared.

use std::fmt;
use std::path::Path;

use super::position::Position;

/// A part of a metadata document that is modelled in another way than it is declared, or left out.
///
/// It is displayed in one line, such as ``line 7: `request-id` is not an OData identifier: the name is
/// kept unchanged``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub(crate) position: Position,
    pub(crate) kind: WarningKind,
}

/// The kind of the warning.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// The name is not an identifier (CSDL XML 4.01, section 17.2), but a model can have it.
    OddName {
        /// The name.
        name: String,
    },
    /// The name is not an identifier, so the declaration is left out.
    InvalidName {
        /// The element, such as `Property`.
        element: String,
        /// The name.
        name: String,
    },
    /// The names of several members of an enumeration are not identifiers, so the members are left
    /// out.
    InvalidMembers {
        /// The enumeration.
        of: String,
        /// The number of members that are left out.
        count: usize,
        /// The name of the first one.
        first: String,
    },
    /// A part of the key is in a complex property, so entities of the type have no path.
    KeyInComplexProperty {
        /// The entity type.
        of: String,
        /// The path of the part.
        part: String,
    },
    /// A value of the enumeration would have more than 64 flags, so its values are strings.
    TooManyFlags {
        /// The enumeration.
        name: String,
    },
    /// The type of a navigation property is not an entity type, so its value is untyped.
    NavigationToNoEntity {
        /// The property.
        property: String,
        /// Its type.
        ty: String,
    },
    /// The type of an entity set or singleton is not an entity type, so it is left out.
    RootOfNoEntity {
        /// The entity set or the singleton.
        name: String,
        /// Its type.
        ty: String,
    },
    /// No document declares the type, so the value can be any JSON.
    UndeclaredType {
        /// The property, parameter or entity set.
        target: String,
        /// Its type.
        ty: String,
    },
    /// No document declares the base type, so the inherited properties become dynamic properties.
    UndeclaredBase {
        /// The type.
        name: String,
        /// Its base type.
        base: String,
    },
}

impl Warning {
    /// The file, if the document is from a file.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.position.file.as_deref()
    }

    /// The line, counted from 1, if the warning has a line.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.position.line
    }

    /// The kind of the warning.
    #[must_use]
    pub fn kind(&self) -> &WarningKind {
        &self.kind
    }
}

/// A warning about the whole of the documents.
impl From<WarningKind> for Warning {
    fn from(kind: WarningKind) -> Self {
        Self {
            position: Position::default(),
            kind,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.position, self.kind)
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OddName { name } => write!(
                f,
                "`{name}` is not an OData identifier: the name is kept unchanged"
            ),
            Self::InvalidName { element, name } => write!(
                f,
                "`{name}` is not an OData identifier: the `<{element}>` is left out"
            ),
            Self::InvalidMembers { of, count, first } => write!(
                f,
                "{count} members of `{of}` have names that are not OData identifiers, such as `{first}`: they are left out"
            ),
            Self::KeyInComplexProperty { of, part } => write!(
                f,
                "the key of `{of}` is in a complex property, `{part}`, so its entities have no path"
            ),
            Self::TooManyFlags { name } => write!(
                f,
                "`{name}` has more than 64 flags, so its values are strings"
            ),
            Self::NavigationToNoEntity { property, ty } => write!(
                f,
                "the navigation property `{property}` has the type `{ty}`, which is not an entity type: its value is untyped"
            ),
            Self::RootOfNoEntity { name, ty } => write!(
                f,
                "the entity set or singleton `{name}` has the type `{ty}`, which is not an entity type: it is left out"
            ),
            Self::UndeclaredType { target, ty } => write!(
                f,
                "`{target}` is of type `{ty}`, which no document declares, so its value can be any JSON"
            ),
            Self::UndeclaredBase { name, base } => write!(
                f,
                "`{name}` extends `{base}`, which no document declares: the inherited properties become dynamic properties"
            ),
        }
    }
}
