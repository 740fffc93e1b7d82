//! The list in a `Prefer` header (RFC 7240, section 2).

/// Adds a preference to the list, and removes those of the same name.
pub(super) fn added(list: &str, preference: &str) -> String {
    let mut kept: Vec<&str> = split(list)
        .into_iter()
        .filter(|other| !name(other).eq_ignore_ascii_case(name(preference)))
        .collect();
    kept.push(preference);
    kept.join(", ")
}

/// Splits a list into its preferences. Commas inside quotes belong to a value.
fn split(list: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let at_comma = |c: char| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return c == ',' && !quoted,
        }
        false
    };
    let parts = list.split(at_comma).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn name(preference: &str) -> &str {
    let end = preference.find(['=', ';']).unwrap_or(preference.len());
    preference[..end].trim()
}
