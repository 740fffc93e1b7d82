//! The page of a proxy or a gateway, where a service should have responded.

/// Whether a body is such a page. No response of a service is HTML.
pub(crate) fn is_page(body: &[u8]) -> bool {
    without_mark(body).trim_ascii_start().starts_with(b"<")
}

/// The body without the byte order mark that some gateways put in front of it.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
