//! Why a request could not be built.

use std::fmt;

use crate::endpoint::EndpointError;
use crate::path::PathError;

/// Why a request could not be built.
///
/// Values of headers are not repeated, as they may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A value of the path cannot be used.
    Path(PathError),
    /// The endpoint cannot be used.
    Endpoint(EndpointError),
    /// The token is empty, or holds a character that a token cannot hold.
    Token,
    /// The name of a header is none. It is not repeated, lest it be a value in the wrong place.
    HeaderName,
    /// The value of the header is empty, or holds a character that a header cannot hold.
    Header {
        /// The name of the header.
        name: String,
    },
    /// There are more headers than a request can have.
    TooManyHeaders,
    /// A link that a service gave leads to another place than the endpoint's, where neither the token nor the
    /// request has any business.
    ForeignLink {
        /// The place: scheme, host, and the port where one is named.
        origin: String,
    },
    /// A link that a service gave is no URL, or one with credentials.
    Link,
    /// A page leads to itself, so that there would be no end of it.
    RepeatedLink,
    /// A query option is given twice, of which a service would take the one or the other, or neither.
    RepeatedOption {
        /// The option's name.
        name: String,
    },
    /// The name of an action, of a function or of a parameter is none.
    OperationName {
        /// What stands in its place.
        name: String,
    },
    /// A property is compared with a list of no values.
    NoValues {
        /// The property's name on the wire.
        property: String,
    },
    /// The value of a property cannot be written, as JSON or as a literal in a URL.
    Value {
        /// The property's name on the wire.
        property: String,
        /// What the serializer said.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::Endpoint(error) => error.fmt(f),
            Self::Token => f.write_str(
                "the token is empty or holds a blank, a control character or a character outside ASCII",
            ),
            Self::HeaderName => f.write_str("the name of a header is none"),
            Self::Header { name } => {
                write!(f, "the value of the header `{name}` is empty or not allowed by HTTP")
            }
            Self::TooManyHeaders => f.write_str("there are too many headers"),
            Self::ForeignLink { origin } => {
                write!(f, "the link leads to `{origin}`, away from the endpoint, and is not followed")
            }
            Self::Link => f.write_str("the link is no URL, or one with credentials"),
            Self::RepeatedLink => f.write_str("the page leads to itself"),
            Self::RepeatedOption { name } => {
                write!(f, "the query option `{name}` is given twice")
            }
            Self::OperationName { name } => write!(
                f,
                "`{name}` is no name of an action, a function or a parameter: letters, digits, `_` and `.` make one"
            ),
            Self::NoValues { property } => {
                write!(f, "`{property}` is compared with a list of no values")
            }
            Self::Value { property, reason } => {
                write!(f, "the value of `{property}` cannot be written: {reason}")
            }
        }
    }
}

impl std::error::Error for RequestError {}
