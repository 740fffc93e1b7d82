//! Keys in parentheses, in the order and with the names that a template expects.
//!
//! OData URL Conventions 4.01, section 4.3.1: the parts of a composite key may come in any order,
//! and a key of one property may or may not name it. `Products(1)` and `Products(ID=1)` are the
//! same entity.

use std::borrow::Cow;

use super::identifier::is_identifier;

/// Rewrites the keys in parentheses: their parts in the order of `names`, or without a name if the
/// template names no part.
pub(super) fn in_order<'t>(text: &'t str, names: &[&str]) -> Cow<'t, str> {
    if !text.contains('(') {
        return Cow::Borrowed(text);
    }
    let mut ordered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside, after)) = first_key(rest) {
        ordered.push_str(before);
        ordered.push('(');
        let mut parts = parts(inside);
        let rank = |part: &&str| {
            let (name, _) = part.split_once('=')?;
            names.iter().position(|other| *other == name.trim())
        };
        if parts.iter().all(|part| rank(part).is_some()) {
            parts.sort_by_key(rank);
            ordered.push_str(&parts.join(","));
        } else if let ([part], true) = (&*parts, names.is_empty())
            && let Some((name, value)) = part.split_once('=')
            && is_identifier(name)
        {
            ordered.push_str(value);
        } else {
            ordered.push_str(inside);
        }
        ordered.push(')');
        rest = after;
    }
    ordered.push_str(rest);
    Cow::Owned(ordered)
}

/// The string before the first parenthesis, the string inside it, and the string after it.
fn first_key(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let end = outside_quotes(rest, ')')?;
    Some((before, &rest[..end], &rest[end + 1..]))
}

/// The parts between commas.
fn parts(key: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = key;
    while let Some(comma) = outside_quotes(rest, ',') {
        parts.push(&rest[..comma]);
        rest = &rest[comma + 1..];
    }
    parts.push(rest);
    parts
}

/// The position of a character outside quotes. A doubled quote opens and closes at once.
fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    let mut characters = text.char_indices();
    let found = characters.find(|&(_, c)| {
        quoted ^= c == '\'';
        c == wanted && !quoted
    });
    found.map(|(at, _)| at)
}
