//! The list in a `Prefer` header (RFC 7240, section 2).

/// Adds preferences to a list. Each replaces one of the same name.
pub(super) fn added(list: &str, preferences: &str) -> String {
    let mut kept = split(list);
    for preference in split(preferences) {
        kept.retain(|other| !name(other).eq_ignore_ascii_case(name(preference)));
        kept.push(preference);
    }
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

/// The name of a preference. OData 4.01 allows the names of OData without their prefix.
fn name(preference: &str) -> &str {
    let end = preference.find(['=', ';']).unwrap_or(preference.len());
    let name = preference[..end].trim();
    name.strip_prefix("odata.").unwrap_or(name)
}
