//! The query of a URL: encoded options, in the order in which they were added.
//!
//! OData URL Conventions 4.01, section 5. The path owns its parameter aliases, and a request adds
//! the options of its query to them, so both need the same encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that are encoded in the value of a query option.
///
/// RFC 3986's unreserved characters are left as they are. So are the characters that structure an
/// expression and have no meaning in a query (RFC 3986, section 3.4), which keeps expressions
/// legible.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
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

/// In a name, an `@` marks a parameter alias.
const NAME: &AsciiSet = &VALUE.remove(b'@');

/// Encoded query options, without the question mark before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct QueryText(String);

impl QueryText {
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    /// The query of a link, without its fragment.
    pub(crate) fn of(link: &str) -> Self {
        let link = link.split('#').next().unwrap_or_default();
        let query = link.split_once('?').map_or("", |(_, query)| query);
        Self(query.to_owned())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is an option of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        let name = utf8_percent_encode(name, NAME).to_string();
        let mut options = self.0.split('&');
        options.any(|option| option.split('=').next() == Some(&name))
    }

    /// Adds an option.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.extend(utf8_percent_encode(name, NAME));
        self.0.push('=');
        self.0.extend(utf8_percent_encode(value, VALUE));
    }

    /// Adds the options of another query.
    pub(super) fn extend(&mut self, other: &Self) {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(&other.0);
    }
}
