//! Which headers prove who is asking. They are marked as sensitive, and stay out of batches.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderName, HeaderValue};

/// Whether a header proves who is asking.
pub(crate) fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive()
        || [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name)
        // By this name Azure takes the tokens of further tenants.
        || name == "x-ms-authorization-auxiliary"
}

/// Whether a value is a token, under any name.
pub(super) fn is_credential(value: &HeaderValue) -> bool {
    let value = value.as_bytes().trim_ascii_start();
    let (scheme, rest) = value.split_at_checked(6).unwrap_or_default();
    scheme.eq_ignore_ascii_case(b"bearer") && rest.first().is_some_and(u8::is_ascii_whitespace)
}
