//! Bytes in base64.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;
use crate::json::base64::{from_base64, to_base64};

queryable_values!(Binary);

/// `Edm.Binary`: bytes, written in base64.
///
/// Reading accepts both alphabets, with and without padding. Writing uses the standard alphabet
/// with padding, as Graph does. OData JSON Format 4.01, section 7.1, asks for the URL-safe
/// alphabet.
///
/// ```
/// use graph_model::Binary;
///
/// let bytes: Binary = serde_json::from_str("\"_-8\"")?;
/// assert_eq!(bytes.0, [0xff, 0xef]);
/// assert_eq!(serde_json::to_string(&bytes)?, "\"/+8=\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binary(pub Vec<u8>);

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_base64(&self.0))
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        from_base64(&text)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

impl Property for Binary {
    const EDM_TYPE: EdmType = EdmType::Binary;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
