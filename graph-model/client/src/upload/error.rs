//! The errors of an upload.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use graph_model::http::{ResponseError, SendError};

use crate::error::{BoxError, Error};
use crate::waiting::Expired;

/// The error of an upload. No message holds the URL of the session, which is pre-authenticated.
#[derive(Debug)]
#[non_exhaustive]
pub enum UploadError {
    /// The URL of the session is not absolute.
    Url,
    /// The file is empty, and a session takes at least one byte. Upload it with a plain PUT.
    Empty,
    /// The session does not exist any more: it has expired, was cancelled or is complete.
    Gone {
        /// Whether this `Upload` has sent the last bytes, so that the file may be complete although
        /// the last response did not arrive. It does not know what an earlier process has sent.
        all_sent: bool,
    },
    /// The service refused the upload, or its response could not be read.
    Refused(ResponseError),
    /// The service or the connection failed until the limit of the waiting was reached.
    GaveUp {
        /// The time spent waiting.
        waited: Duration,
        /// The last failure.
        last: Option<BoxError>,
    },
    /// The request could not be sent.
    Request(Error),
    /// The reader failed.
    Source(io::Error),
    /// The reader ended before the size of the upload was reached.
    SourceEnded {
        /// The number of bytes of the reader.
        length: u64,
    },
    /// The reader has more bytes than the size of the upload.
    SourceLonger,
    /// The service was asked which bytes it has, and its response names no ranges, or ranges that
    /// cannot be read.
    Status,
    /// The service expects bytes that are not kept any more. Resume the upload with a reader that
    /// starts with the first byte of the file.
    Rewound,
}

impl UploadError {
    /// The end of waiting for a service or a connection that failed like this.
    pub(crate) fn gave_up(expired: &Expired, last: Option<BoxError>) -> Self {
        let waited = expired.waited;
        Self::GaveUp { waited, last }
    }
}

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        match error {
            SendError::Response(error) => Self::Refused(error),
            error => Self::Request(error),
        }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url => f.write_str("the URL of the upload session is not absolute"),
            Self::Empty => f.write_str("an upload session takes at least one byte"),
            Self::Gone { all_sent: false } => f.write_str("the upload session does not exist any more"),
            Self::Gone { all_sent: true } => f.write_str(
                "the upload session does not exist any more; all bytes were sent, so the file may be complete",
            ),
            Self::Refused(error) => error.fmt(f),
            Self::GaveUp { waited, .. } => {
                write!(f, "the upload still failed after waiting for {} s", waited.as_secs())
            }
            Self::Request(error) => error.fmt(f),
            Self::Source(_) => f.write_str("the file could not be read"),
            Self::SourceEnded { length } => {
                write!(
                    f,
                    "the reader ended after {length} bytes, before the size of the upload; \
                     it must start with the first byte of the file"
                )
            }
            Self::SourceLonger => {
                f.write_str("the reader has more bytes than the size of the upload")
            }
            Self::Status => f.write_str("the status of the upload session cannot be read"),
            Self::Rewound => f.write_str(
                "the service expects bytes that were read before; resume the upload with a new reader",
            ),
        }
    }
}

impl StdError for UploadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::GaveUp {
                last: Some(error), ..
            } => Some(&**error),
            Self::Source(error) => Some(error),
            // These errors have the messages of the inner ones, so their sources are those of the
            // inner ones.
            Self::Refused(error) => error.source(),
            Self::Request(error) => error.source(),
            _ => None,
        }
    }
}
