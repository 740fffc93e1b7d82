//! The reasons why a path cannot be used.

use std::fmt;

/// The reason why a path cannot be used, or why a string is not a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathError {
    /// The value of the placeholder is empty.
    EmptyValue {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The value of the placeholder is `.` or `..`. Clients and servers treat it as a step in the
    /// path (RFC 3986, section 3.3), whether it is encoded or not.
    DotSegment {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The value of the placeholder has an invalid percent-encoding, or does not decode to UTF-8.
    Undecodable {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// A route does not start with the name of an entity set or of a singleton, or with several
    /// names with slashes between them.
    NotAName {
        /// The string that the route starts with.
        name: &'static str,
    },
    /// The handle of a navigation property is used outside the closure that it was passed to.
    OutOfScope {
        /// The name of the property on the wire.
        property: String,
    },
    /// The name of a key's property is not an identifier.
    KeyName {
        /// The name.
        name: String,
    },
    /// A composite key names a property twice.
    RepeatedKeyName {
        /// The name.
        name: String,
    },
    /// The value of a key has no literal.
    KeyValue {
        /// The reason.
        reason: String,
    },
    /// A route is cast to a type that does not derive from the type at its end.
    UnrelatedCast {
        /// The qualified name of the type that the cast names.
        to: &'static str,
        /// The qualified name of the type at the end of the route.
        from: &'static str,
    },
    /// A string that should refer to an entity is not a URL, such as a key alone.
    NotAUrl {
        /// The string.
        text: String,
    },
    /// Only a route that follows a relationship has a reference that can be changed.
    NoRelationship {
        /// The path.
        path: String,
    },
    /// The relationship leads to entities of another type. A reference as a string is not checked.
    OtherType {
        /// The type of the referenced entity.
        given: &'static str,
        /// The type of the relationship's entities.
        expected: &'static str,
    },
    /// The value of a function's parameter cannot be written in a URL.
    Parameter {
        /// The name of the parameter.
        name: String,
        /// The reason.
        reason: String,
    },
    /// The string does not match the template.
    Mismatch {
        /// The template.
        template: String,
    },
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyValue { placeholder } => {
                write!(f, "the path value `{placeholder}` is empty")
            }
            Self::DotSegment { placeholder } => write!(
                f,
                "the path value `{placeholder}` is `.` or `..`, which would lead to another resource"
            ),
            Self::Undecodable { placeholder } => {
                write!(
                    f,
                    "the path value `{placeholder}` has an invalid percent-encoding or is not UTF-8"
                )
            }
            Self::NotAName { name } => write!(
                f,
                "a route cannot start with `{name}`, write the name of an entity set or of a singleton, such as `users`"
            ),
            Self::OutOfScope { property } => write!(
                f,
                "the handle of `{property}` belongs to another closure and cannot be used here"
            ),
            Self::KeyName { name } => write!(f, "`{name}` is not a valid property name"),
            Self::RepeatedKeyName { name } => {
                write!(f, "the composite key names `{name}` twice")
            }
            Self::KeyValue { reason } => write!(f, "the value cannot be a key: {reason}"),
            Self::UnrelatedCast { to, from } => {
                write!(
                    f,
                    "`{to}` does not derive from `{from}`, so a cast finds nothing"
                )
            }
            Self::NotAUrl { text } => {
                write!(
                    f,
                    "`{text}` is not the URL of an entity, such as `users/4f`"
                )
            }
            Self::NoRelationship { path } => write!(
                f,
                "`{path}` is not a relationship, so it has no reference to change"
            ),
            Self::OtherType { given, expected } => write!(
                f,
                "the relationship leads to `{expected}`, and `{given}` does not derive from it"
            ),
            Self::Parameter { name, reason } => {
                write!(f, "the parameter `{name}` cannot be written: {reason}")
            }
            Self::Mismatch { template } => write!(f, "the string does not match `{template}`"),
        }
    }
}

impl std::error::Error for PathError {}
