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
    /// The value of the placeholder has a broken escape, or does not decode to UTF-8.
    Undecodable {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The string does not follow the template.
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
                    "the path value `{placeholder}` has a broken escape or is not UTF-8"
                )
            }
            Self::Mismatch { template } => write!(f, "the text does not follow `{template}`"),
        }
    }
}

impl std::error::Error for PathError {}
