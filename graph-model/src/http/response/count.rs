//! The number of items in a collection, as plain text.
//!
//! OData URL Conventions 4.01, section 4.8; OData Protocol 4.01, section 11.2.10.

use http::{HeaderMap, StatusCode};

use super::error::{BodyError, ResponseError};
use super::from_response::{FromResponse, expect_success, without_mark};

/// The number of items in a collection, which a service sends as plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub u64);

impl FromResponse for Count {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        serde_json::from_slice(without_mark(body))
            .map(Self)
            .map_err(|source| ResponseError::Body {
                status,
                source: BodyError::new(source),
            })
    }
}
