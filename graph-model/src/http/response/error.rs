//! The errors of reading a response.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use super::secrets::without_tokens;
use super::service_error::ServiceError;

/// The error that a service reported, or the reason why its response could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResponseError {
    /// The service refused the request, or failed.
    Service(Box<ServiceError>),
    /// The service reported success, but the body could not be read.
    Body {
        /// The status.
        status: StatusCode,
        /// The reason.
        source: BodyError,
    },
    /// The service reported success, but sent nothing although a value was expected.
    NoContent {
        /// The status.
        status: StatusCode,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Body { status, .. } => write!(f, "{status}, but the body cannot be read"),
            Self::NoContent { status } => {
                write!(f, "{status}, but the body is empty and a value is expected")?;
                if *status == StatusCode::ACCEPTED {
                    f.write_str("; the request completes later, so read a `Completion`")?;
                }
                Ok(())
            }
        }
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Body { source, .. } => Some(source),
            Self::Service(_) | Self::NoContent { .. } => None,
        }
    }
}

/// The reason why a body cannot be read, and the position of the error. Tokens in the message are
/// redacted.
pub struct BodyError(serde_json::Error);

impl BodyError {
    pub(crate) fn new(error: serde_json::Error) -> Self {
        Self(error)
    }

    /// Returns the line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.0.line()
    }

    /// Returns the column, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.0.column()
    }

    /// Returns whether the body is not JSON, or is truncated. Otherwise, it is JSON that does not
    /// fit the type.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        self.0.is_syntax() || self.0.is_eof()
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_tokens(&self.0.to_string()))
    }
}

impl fmt::Debug for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BodyError({self})")
    }
}

impl Error for BodyError {}
