//! Request bodies. References in them are written once the endpoint is known.

use super::error::RequestError;
use crate::edm::RawJson;
use crate::patch::PatchDocument;
use crate::path::{Endpoint, ReferenceTarget};

/// The body of a request.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Nothing,
    /// A document whose references are written once the endpoint is known.
    Document(PatchDocument),
    Bytes(Vec<u8>),
    /// The reference of an entity, which is written once the endpoint is known.
    Reference(ReferenceTarget),
    /// Nothing, and the reference of an entity in the query option `$id`.
    ReferenceOption(ReferenceTarget),
}

impl Body {
    /// Takes out the bytes to send.
    pub(super) fn take_bytes(&mut self, endpoint: &Endpoint) -> Result<Vec<u8>, RequestError> {
        let not_json = |error: serde_json::Error| RequestError::Body {
            reason: error.to_string(),
        };
        match self {
            Self::Nothing | Self::ReferenceOption(_) => Ok(Vec::new()),
            Self::Bytes(bytes) => Ok(std::mem::take(bytes)),
            // OData JSON Format 4.01, section 14: an entity reference.
            Self::Reference(target) => {
                let url = RawJson::new(&target.url(Some(endpoint))).map_err(not_json)?;
                Ok(["{\"@odata.id\":", url.as_str(), "}"].concat().into_bytes())
            }
            Self::Document(document) => document.take_json_for(endpoint).map_err(not_json),
        }
    }
}
