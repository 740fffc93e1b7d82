//! Cuts tokens out of the strings that a service sends back to a person.

use memchr::memchr3_iter;

/// Returns the string without tokens. Gateways repeat the headers that they refuse, in any quotes
/// or encoding.
///
/// A word counts as a token if it follows `Bearer`, consists of the characters of RFC 6750 (section
/// 2.1), and is not a plain word of letters. Every word with the shape of a JSON Web Token counts
/// as well.
pub(crate) fn without_tokens(text: &str) -> String {
    if may_hold_a_token(text) {
        cut(text)
    } else {
        text.to_owned()
    }
}

/// The same for a string that the caller does not need any more.
pub(super) fn own_without_tokens(text: String) -> String {
    if may_hold_a_token(&text) {
        cut(&text)
    } else {
        text
    }
}

/// Whether the string has the beginning of a JSON Web Token, or the name of the scheme. Few strings
/// have either, and looking for both is cheaper than looking at each word.
fn may_hold_a_token(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(b'J', b'b', b'B', bytes).any(|at| {
        let is_scheme = |word: &[u8]| word.eq_ignore_ascii_case(SCHEME.as_bytes());
        bytes[..at].ends_with(b"ey") && bytes[at] == b'J'
            || bytes.get(at..at + SCHEME.len()).is_some_and(is_scheme)
    })
}

/// The name of the scheme before a token (RFC 6750, section 2.1).
const SCHEME: &str = "bearer";

fn cut(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut after_scheme = false;
    let mut rest = text;
    while !rest.is_empty() {
        let word = word(rest);
        if word == 0 {
            let starts = |&at: &usize| rest.is_char_boundary(at) && self::word(&rest[at..]) > 0;
            let other = (1..rest.len()).find(starts).unwrap_or(rest.len());
            kept.push_str(&rest[..other]);
            rest = &rest[other..];
            continue;
        }
        let (token, after) = rest.split_at(word);
        let is_plain = token.bytes().all(|byte| byte.is_ascii_alphabetic());
        if token.contains("eyJ") || (after_scheme && !is_plain) {
            kept.push('…');
        } else {
            kept.push_str(token);
        }
        // An escape, an entity, a tag or a short word may come between the scheme and the token.
        let longest = if is_plain { 6 } else { 4 };
        let is_between = after_scheme && token.len() <= longest;
        after_scheme = is_between || ends_with_scheme(token);
        rest = after;
    }
    kept
}

fn ends_with_scheme(word: &str) -> bool {
    let word = word.trim_end_matches(['=', '-', '.', '_', '~', '+', '/']);
    let start = word.len().saturating_sub(SCHEME.len());
    word.get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case(SCHEME))
}

/// The length of the word at the start of a string: the characters of a token, some of which a gateway
/// may encode.
fn word(text: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = text.get(length..) {
        let is_encoded = rest.get(..3).is_some_and(|start| {
            ["%2b", "%2f", "%3d"]
                .iter()
                .any(|encoded| encoded.eq_ignore_ascii_case(start))
        });
        match rest.chars().next() {
            _ if is_encoded => length += 3,
            Some(c) if is_token_character(c) => length += 1,
            _ => break,
        }
    }
    length
}

fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~+/=".contains(c)
}

/// The names of members whose values are secrets.
const SECRETS: [&str; 7] = [
    "access_token",
    "authorization",
    "client_assertion",
    "client_secret",
    "id_token",
    "password",
    "refresh_token",
];

/// Returns the JSON text of a member without tokens and other secrets in its strings.
pub(crate) fn json_without_tokens(name: &str, json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    let mut rest = json;
    let mut name = name.to_owned();
    while let Some(start) = rest.find('"') {
        let end = start + 1 + end_of_string(&rest[start + 1..]);
        let text: String = serde_json::from_str(&rest[start..end]).unwrap_or_default();
        kept.push_str(&rest[..start]);
        let after = rest[end..].trim_start();
        let is_secret = SECRETS
            .iter()
            .any(|secret| name.eq_ignore_ascii_case(secret));
        let shown = if is_secret && !after.starts_with(':') {
            "…".to_owned()
        } else {
            without_tokens(&text)
        };
        kept.push_str(&serde_json::Value::from(shown).to_string());
        name = if after.starts_with(':') {
            text
        } else {
            String::new()
        };
        rest = &rest[end..];
    }
    kept + rest
}

/// The length of a JSON string from its first character to its closing quote.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return position + 1,
            _ => {}
        }
    }
    text.len()
}
