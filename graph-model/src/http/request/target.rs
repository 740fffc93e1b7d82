//! The target of a request: a path below an endpoint, or a link from a service.

use std::fmt;

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::RequestError;
use crate::path::{AddressText, Endpoint, PathError};

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
    Path(AddressText),
    /// A link from a service to more results. It is followed only on the endpoint's own host.
    Link(String),
}

impl Default for Target {
    fn default() -> Self {
        Self::Path(AddressText::default())
    }
}

impl Target {
    /// The target at a path. Its parameter aliases are the first query options.
    pub(crate) fn path(path: Result<AddressText, PathError>) -> Result<Self, PathError> {
        path.map(|mut path| {
            let aliases = path.take_aliases();
            let mut target = Self::Path(path);
            for (alias, json) in aliases {
                let alias = utf8_percent_encode(&alias, QUERY_RESERVED);
                target.push_option(format_args!("@{alias}"), &json);
            }
            target
        })
    }

    /// Whether there is a query option of this name.
    pub(crate) fn has_option(&self, name: &str) -> bool {
        let text = self.text();
        let name = utf8_percent_encode(name, QUERY_RESERVED).to_string();
        let query = text.split_once('?').map_or("", |(_, query)| query);
        query
            .split(['&', '#'])
            .any(|option| option.split('=').next() == Some(&name))
    }

    /// Adds a query option, encoded.
    pub(crate) fn add_option(&mut self, name: &str, value: &str) {
        let name = utf8_percent_encode(name, QUERY_RESERVED);
        self.push_option(format_args!("{name}"), value);
    }

    /// Adds a query option whose name is encoded already.
    fn push_option(&mut self, name: fmt::Arguments<'_>, value: &str) {
        let text = self.text();
        // A fragment is not sent, so an option after it would be lost.
        let end = text.find('#').unwrap_or(text.len());
        let separator = if text[..end].contains('?') { "&" } else { "?" };
        match self {
            Self::Path(path) => path.truncate(end),
            Self::Link(link) => link.truncate(end),
        }
        let mut push = |piece: &str| match self {
            Self::Path(path) => path.push(piece),
            Self::Link(link) => link.push_str(piece),
        };
        push(separator);
        push(&name.to_string());
        push("=");
        utf8_percent_encode(value, QUERY_RESERVED).for_each(&mut push);
    }

    fn text(&self) -> &str {
        match self {
            Self::Path(path) => path.text(),
            Self::Link(link) => link,
        }
    }

    /// The URL of the target at an endpoint.
    pub(crate) fn on(self, endpoint: &Endpoint) -> Result<Uri, RequestError> {
        match self {
            Self::Path(path) => {
                let path = path.into_path(endpoint.conventions());
                endpoint.join(path).map_err(RequestError::Endpoint)
            }
            Self::Link(link) => Ok(endpoint.own_link(&link)?),
        }
    }
}
