//! The reason why a request could not be built.

use std::error::Error;
use std::fmt;

use crate::path::{EndpointError, LinkError, PathError};
use crate::query::QueryError;

/// The reason why a request could not be built.
///
/// The values of headers are not repeated, as they may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A value in the path cannot be used.
    Path(PathError),
    /// The endpoint cannot be used.
    Endpoint(EndpointError),
    /// A link from a service is not followed.
    Link(LinkError),
    /// The query cannot be written.
    Query(QueryError),
    /// The token is empty, or has a character that no token can have.
    Token,
    /// The name of a header is invalid. It is not repeated, as it may be a value in the wrong place.
    HeaderName,
    /// The value of a header is empty, or has a character that no header can have.
    Header {
        /// The name of the header.
        name: String,
    },
    /// There are more headers than a request can have.
    TooManyHeaders,
    /// A query option is given twice. Which of them a service would use, if any, is not defined.
    RepeatedOption {
        /// The name of the option.
        name: String,
    },
    /// The name of an action, a function or a parameter is invalid.
    OperationName {
        /// The name.
        name: String,
    },
    /// The value of a property cannot be written as JSON.
    Value {
        /// The name of the property, annotation or parameter on the wire, or of the type if the
        /// whole entity cannot be written.
        property: String,
        /// The message of the serializer.
        reason: String,
    },
    /// A stream is read as the value of a property.
    StreamAsValue {
        /// The name of the property on the wire.
        property: String,
    },
    /// The body cannot be written as JSON.
    Body {
        /// The message of the serializer.
        reason: String,
    },
}

impl From<LinkError> for RequestError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Endpoint(error) => Self::Endpoint(error),
            error => Self::Link(error),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::Endpoint(error) => error.fmt(f),
            Self::Link(error) => error.fmt(f),
            Self::Query(error) => error.fmt(f),
            Self::Token => f.write_str(
                "the token is empty, or has a space, a control character or a character outside ASCII",
            ),
            Self::HeaderName => f.write_str("invalid header name"),
            Self::Header { name } => {
                write!(f, "the value of the header `{name}` is empty or not allowed by HTTP")
            }
            Self::TooManyHeaders => f.write_str("there are too many headers"),
            Self::RepeatedOption { name } => {
                write!(f, "the query option `{name}` is given twice")
            }
            Self::OperationName { name } => write!(
                f,
                "invalid operation or parameter name `{name}`, use ASCII letters, digits, `_`, `.`"
            ),
            Self::StreamAsValue { property } => write!(
                f,
                "`{property}` is a stream of bytes, download it from the route of `.stream(…)`"
            ),
            Self::Value { property, reason } => {
                write!(f, "the value of `{property}` cannot be written: {reason}")
            }
            Self::Body { reason } => write!(f, "the body cannot be written: {reason}"),
        }
    }
}

impl Error for RequestError {}
