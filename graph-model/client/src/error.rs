//! The errors of a client.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use graph_model::http::SendError;

use crate::progress::Progress;

/// An error of any type, such as that of a transport or a credential.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The error of a request: it could not be built or sent, or its response is an error or
/// unreadable.
///
/// [`SendError::service`] gives the error that the service reported:
///
/// ```
/// use graph_client::Error;
///
/// fn is_gone(error: &Error) -> bool {
///     error.service().is_some_and(|error| error.status == 404)
/// }
/// # let _ = is_gone;
/// ```
pub type Error = SendError<TransportError>;

/// The reason that a client has no usable response: no token, a failed connection, or an invalid
/// URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// The credential failed, or gave a token that no header can hold. The request was not sent.
    Credential(BoxError),
    /// The service refused the token of the request, and the credential failed to give another one.
    Challenge {
        /// The claims that the service asked for, as JSON.
        claims: Option<String>,
        /// The error of the credential.
        source: BoxError,
    },
    /// The transport failed.
    Transport(BoxError),
    /// The service returned a URL that the client cannot use. The message omits the URL, because it
    /// may be pre-authenticated.
    Url,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credential(_) => "the credential gave no token",
            Self::Challenge { .. } => {
                "the service refused the token, and the credential gave no other one"
            }
            Self::Transport(_) => "the transport failed",
            Self::Url => "the URL from the service is not absolute",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Credential(source) | Self::Challenge { source, .. } | Self::Transport(source) => {
                Some(&**source)
            }
            Self::Url => None,
        }
    }
}

/// The error of an operation that a client waits for.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError {
    /// A request failed, or the service reported the failure as an OData error.
    Request(Error),
    /// The monitor reported a failed status.
    Failed(Box<Progress>),
    /// The service accepted the request without a URL that reports the progress.
    NoMonitor,
    /// The limit was reached.
    Expired {
        /// The time spent waiting between the requests.
        waited: Duration,
    },
}

impl From<Error> for WaitError {
    fn from(error: Error) -> Self {
        Self::Request(error)
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::Failed(progress) => {
                f.write_str("the operation has failed")?;
                match &progress.reason {
                    Some(reason) => write!(f, ": {reason}"),
                    None => Ok(()),
                }
            }
            Self::NoMonitor => f.write_str("the service named no URL that reports the progress"),
            Self::Expired { waited } => write!(f, "not done after {} s", waited.as_secs()),
        }
    }
}

impl StdError for WaitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            // This error has the message of the inner one, so its source is the source of the inner
            // one.
            Self::Request(error) => error.source(),
            Self::Failed(_) | Self::NoMonitor | Self::Expired { .. } => None,
        }
    }
}
