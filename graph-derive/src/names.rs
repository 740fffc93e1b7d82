//! Names: from fields to the wire, from placeholders to fields, and from a misspelling to what was meant.

use heck::{ToLowerCamelCase, ToSnakeCase};
use proc_macro2::{Ident, Span};
use syn::LitStr;
use syn::ext::IdentExt;

use crate::errors::Errors;

/// The name of a property on the wire, unless its author gives one: `display_name` is `displayName`.
pub(crate) fn wire_name(field: &Ident) -> String {
    field.unraw().to_string().to_lower_camel_case()
}

/// The field for a placeholder: `{userId}` is `user_id`. None for a name that makes no identifier.
pub(crate) fn placeholder_field(placeholder: &str, span: Span) -> Option<Ident> {
    let name = placeholder.to_snake_case();
    let mut ident = syn::parse_str::<Ident>(&name)
        .or_else(|_| syn::parse_str::<Ident>(&format!("r#{name}")))
        .ok()?;
    ident.set_span(span);
    Some(ident)
}

/// Whether a text is an identifier as OData has them (OData CSDL 4.01, section 17.2).
pub(crate) fn is_odata_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_')
        && characters.all(|c| c.is_alphanumeric() || c == '_')
}

/// Where a key belongs that is right elsewhere, or what it is called here.
pub(crate) fn hint(key: &str, known: &[&str]) -> Option<&'static str> {
    let on_a_type = known.contains(&"crate");
    Some(match key {
        "rename" if !on_a_type => "write `name`",
        "skip" | "flatten" | "serialize_with" | "deserialize_with" => {
            "only `rename`, `default` and `with` of serde have a counterpart"
        }
        "odata" if on_a_type => "a union has no name of its own, its types have",
        "path" | "permissions" if on_a_type => "it goes on an entity, `#[graph_entity(…)]`",
        "flags" if on_a_type => "it goes on an enumeration, `#[graph_enum(…)]`",
        "odata" | "path" | "base" | "tag" | "permissions" | "crate" | "flags" => {
            "it is an argument of the type's attribute"
        }
        "name" | "key" | "read_only" | "create_only" | "not_null" | "additional" | "navigation"
        | "annotation" | "default" | "with"
            if on_a_type =>
        {
            "it goes on a field, as `#[graph(…)]`"
        }
        "unknown" | "value" => "it goes on a variant, as `#[graph(…)]`",
        _ => return None,
    })
}

/// The one of the known names that a misspelled one most likely means.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|&candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, candidate)| 2 * distance <= candidate.len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be put in, taken out, or changed to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in b.chars().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}

/// Names in backticks, for a message.
pub(crate) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Records what is wrong with a name on the wire.
pub(crate) fn check_wire_name(name: &LitStr, errors: &mut Errors) {
    let value = name.value();
    if !is_odata_identifier(&value) {
        errors.at(
            name,
            format_args!("`{value}` is no name of OData, use letters, digits and `_`"),
        );
    }
}
