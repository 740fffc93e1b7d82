//! The target of a request: a path below an endpoint, or a link from a service.

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::RequestError;
use crate::path::{Endpoint, PathError};

/// The characters that are encoded in the value of a query option.
///
/// RFC 3986's unreserved characters are left as they are. So are the characters that structure an
/// expression and have no meaning in a query (RFC 3986, section 3.4), which keeps expressions
/// legible.
const QUERY_RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'*')
    .remove(b'$');

/// The target of a request.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// An encoded path below the endpoint, perhaps with a query.
    Path(String),
    /// A link from a service to more results. It is followed only on the endpoint's own host.
    Link(String),
}

impl Default for Target {
    fn default() -> Self {
        Self::Path(String::new())
    }
}

impl Target {
    pub(crate) fn path(path: Result<String, PathError>) -> Result<Self, PathError> {
        path.map(Self::Path)
    }

    /// Whether there is a query option of this name.
    pub(crate) fn has_option(&self, name: &str) -> bool {
        let (Self::Path(text) | Self::Link(text)) = self;
        let name = utf8_percent_encode(name, QUERY_RESERVED).to_string();
        let query = text.split_once('?').map_or("", |(_, query)| query);
        query
            .split(['&', '#'])
            .any(|option| option.split('=').next() == Some(&name))
    }

    /// Adds a query option, encoded.
    pub(crate) fn add_option(&mut self, name: &str, value: &str) {
        let (Self::Path(text) | Self::Link(text)) = self;
        // A fragment is not sent, so an option after it would be lost.
        text.truncate(text.find('#').unwrap_or(text.len()));
        text.push(if text.contains('?') { '&' } else { '?' });
        text.extend(utf8_percent_encode(name, QUERY_RESERVED));
        text.push('=');
        text.extend(utf8_percent_encode(value, QUERY_RESERVED));
    }

    /// The URL of the target at an endpoint.
    pub(crate) fn on(self, endpoint: &Endpoint) -> Result<Uri, RequestError> {
        match self {
            Self::Path(path) => endpoint.join(path).map_err(RequestError::Endpoint),
            Self::Link(link) => Ok(endpoint.own_link(&link)?),
        }
    }
}
