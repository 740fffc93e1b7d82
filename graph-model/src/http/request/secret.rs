//! Headers that prove the caller's identity. They are marked as sensitive, and stay out of batches.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderName, HeaderValue};

/// Whether a header proves the caller's identity.
pub(crate) fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive()
        || [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name)
        // Azure takes the tokens of further tenants in this header.
        || name == "x-ms-authorization-auxiliary"
}

/// Whether a value is a bearer token, in a header of any name.
pub(super) fn is_credential(value: &HeaderValue) -> bool {
    let value = value.as_bytes().trim_ascii_start();
    let (scheme, rest) = value.split_at_checked(6).unwrap_or_default();
    scheme.eq_ignore_ascii_case(b"bearer") && rest.first().is_some_and(u8::is_ascii_whitespace)
}

/// Returns the value of `Authorization`, or `None` if the token is empty or not visible ASCII.
pub(super) fn bearer(token: &str) -> Option<HeaderValue> {
    // Without an early exit, the compiler vectorizes the loop.
    let is_graphic = token
        .bytes()
        .fold(true, |all, byte| all & byte.is_ascii_graphic());
    if token.is_empty() || !is_graphic {
        return None;
    }
    HeaderValue::try_from(["Bearer ", token].concat()).ok()
}
