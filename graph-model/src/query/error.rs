//! The reason why a query cannot be written.

use std::error::Error;
use std::fmt;

/// The reason why a query cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// A property is compared with an empty list, or a search, an aggregation or a grouping is
    /// empty.
    NoValues {
        /// The name of the property on the wire, `item` for the item that `any` passes, or the name
        /// of the empty option or transformation, such as `$search`.
        property: String,
    },
    /// A value has no literal.
    Value {
        /// The name of the property or parameter on the wire, or the expression that the value
        /// belongs to.
        property: String,
        /// The reason.
        reason: String,
    },
    /// The name of a dynamic property, of a computed property or of an aggregate is not an
    /// identifier.
    Name {
        /// The name.
        name: String,
    },
    /// A value is cast to a type that does not derive from its own.
    UnrelatedCast {
        /// The qualified name of the type that the cast names.
        to: &'static str,
        /// The qualified name of the value's type.
        from: &'static str,
    },
    /// A path of `select` or `expand` leads through a relationship. Expand the relationship with
    /// its own query instead.
    ThroughRelationship {
        /// The names of the path.
        path: String,
    },
    /// An option conflicts with another part of the query.
    Misplaced {
        /// The option, such as `$select`.
        option: String,
        /// The part, such as `$apply`.
        with: &'static str,
    },
    /// A relationship is expanded twice, or two computed properties have the same name.
    Repeated {
        /// The name.
        name: String,
    },
    /// The handle of a property is used outside the closure that it was passed to, or in the query of an expanded
    /// relationship, which can name properties of the related entities only.
    OutOfScope {
        /// The name of the property on the wire, or `item` for the item that `any` passes.
        property: String,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoValues { property } => {
                write!(f, "no values are given for `{property}`")
            }
            Self::Value { property, reason } => {
                write!(f, "the value of `{property}` cannot be written: {reason}")
            }
            Self::Name { name } => write!(f, "`{name}` is not a valid name"),
            Self::UnrelatedCast { to, from } => {
                write!(
                    f,
                    "`{to}` does not derive from `{from}`, so a cast finds nothing"
                )
            }
            Self::ThroughRelationship { path } => write!(
                f,
                "`{path}` leads through a relationship; expand the relationship with its own query"
            ),
            Self::Misplaced { option, with } => write!(f, "`{option}` conflicts with `{with}`"),
            Self::Repeated { name } => write!(f, "`{name}` is expanded or computed twice"),
            Self::OutOfScope { property } => write!(
                f,
                "the handle of `{property}` belongs to another closure and cannot be used here"
            ),
        }
    }
}

impl Error for QueryError {}
