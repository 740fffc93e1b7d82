//! Why a path cannot be used.

use std::fmt;

/// Why a path cannot be used, or a text is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathError {
    /// The value of the placeholder is empty.
    EmptyValue {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The value of the placeholder is `.` or `..`, which clients and servers take for a step in the path
    /// (RFC 3986, section 3.3), encoded or not.
    DotSegment {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The value of the placeholder has a broken escape, or does not decode to UTF-8.
    Undecodable {
        /// The placeholder, as in the template.
        placeholder: &'static str,
    },
    /// The text does not follow the template.
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
