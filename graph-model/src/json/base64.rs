//! Bytes as a JSON string.
//!
//! OData JSON Format 4.01, section 7.1, asks for the URL-safe alphabet of RFC 4648. Microsoft Graph
//! uses the standard one. So either alphabet is read, with and without padding.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

/// Writes the bytes in the standard alphabet.
#[cfg(feature = "base64")]
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Writes the bytes in the URL-safe alphabet.
pub(crate) fn to_base64_url(bytes: &[u8]) -> String {
    BASE64_URL.encode(bytes)
}

/// Reads bytes in either alphabet.
///
/// # Errors
///
/// Returns an error if the text is in neither.
pub(crate) fn from_base64(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    BASE64.decode(text.replace('-', "+").replace('_', "/"))
}
