//! The parts of an error that repeat: its details, and the errors inside it.
//!
//! OData JSON Format 4.01, section 21.1.

use std::collections::BTreeMap;

use crate::edm::RawJson;

/// One of the `details` of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The error code.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The subject of the detail.
    pub target: Option<String>,
    /// Further members of the detail.
    pub additional: BTreeMap<String, RawJson>,
}

/// The content of an `innerError`, `innererror` or `internalexception`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InnerError {
    /// A more specific error code.
    pub code: Option<String>,
    /// The message, for a developer.
    pub message: Option<String>,
    /// The service's id of the request.
    pub request_id: Option<String>,
    /// The client's id of the request.
    pub client_request_id: Option<String>,
    /// The time of the error, as the service wrote it.
    pub date: Option<String>,
    /// The next inner error.
    pub inner: Option<Box<InnerError>>,
    /// Further members of the inner error.
    pub additional: BTreeMap<String, RawJson>,
}

impl InnerError {
    pub(super) fn of_message(message: String) -> Self {
        Self {
            code: None,
            message: Some(message),
            request_id: None,
            client_request_id: None,
            date: None,
            inner: None,
            additional: BTreeMap::new(),
        }
    }
}
