//! The number of items in a collection, as plain text.
//!
//! OData URL Conventions 4.01, section 4.8; OData Protocol 4.01, section 11.2.10.

use http::{HeaderMap, StatusCode};

use super::error::ResponseError;
use super::from_response::{FromResponse, read_json};

/// The number of items in a collection, which a service sends as plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub u64);

#[diagnostic::do_not_recommend]
impl FromResponse for Count {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        // The text of an integer is JSON.
        read_json(status, headers, body).map(Self)
    }
}
