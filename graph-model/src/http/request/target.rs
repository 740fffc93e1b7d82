//! The target of a request: a path below an endpoint, or a link from a service.

use http::Uri;

use super::error::RequestError;
use crate::path::{AddressText, Endpoint, PathError, QueryText};

/// The target of a request.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A path below the endpoint, and its query.
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
    /// The target at a path, or the mistake in the path.
    pub(crate) fn path(path: Result<AddressText, PathError>) -> Result<Self, PathError> {
        path.map(Self::Path)
    }

    /// Whether there is a query option of this name.
    pub(crate) fn has_option(&self, name: &str) -> bool {
        match self {
            Self::Path(path) => path.has_option(name),
            Self::Link(link) => QueryText::of(link).has(name),
        }
    }

    /// Adds a query option, encoded.
    pub(crate) fn add_option(&mut self, name: &str, value: &str) {
        match self {
            Self::Path(path) => path.add_option(name, value),
            Self::Link(link) => {
                // A fragment is not sent, so an option after it would be lost.
                link.truncate(link.find('#').unwrap_or(link.len()));
                link.push(if link.contains('?') { '&' } else { '?' });
                let mut option = QueryText::default();
                option.add(name, value);
                link.push_str(option.as_str());
            }
        }
    }

    /// The URL of the target at an endpoint.
    pub(crate) fn on(self, endpoint: &Endpoint) -> Result<Uri, RequestError> {
        match self {
            Self::Path(path) => endpoint
                .join(path.into_path(endpoint.conventions()))
                .map_err(RequestError::Endpoint),
            Self::Link(link) => Ok(endpoint.own_link(&link)?),
        }
    }
}
