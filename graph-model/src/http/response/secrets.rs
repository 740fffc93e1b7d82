//! Cuts tokens out of the strings that a service sends back to a person.

/// Returns the string without tokens. Gateways repeat the headers that they refuse, in any quotes
/// or encoding.
///
/// A word counts as a token if it follows `Bearer`, consists of the characters of RFC 6750 (section
/// 2.1), and is not a plain word of letters. Every word with the shape of a JSON Web Token counts
/// as well.
pub(crate) fn without_tokens(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut after_scheme = false;
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_token_character(c)).unwrap_or(rest.len());
        if word == 0 {
            let other = rest.find(is_token_character).unwrap_or(rest.len());
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
        // An escape, an entity or a tag may come between the scheme and the token.
        let is_between = after_scheme && token.len() <= 4;
        after_scheme = is_between || ends_with_scheme(token);
        rest = after;
    }
    kept
}

fn ends_with_scheme(word: &str) -> bool {
    let word = word.trim_end_matches(['=', '-', '.', '_', '~', '+', '/']);
    let start = word.len().saturating_sub(6);
    word.get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case("bearer"))
}

fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~+/=".contains(c)
}
