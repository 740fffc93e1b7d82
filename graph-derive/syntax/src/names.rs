//! Names: from fields to the wire, from placeholders to fields, and from a misspelling to the name
//! that was meant.

use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};
use syn::LitStr;

use crate::errors::Errors;

/// Methods that every patch has. A setter must not have the same name.
pub const PATCH_METHODS: [&str; 10] = [
    "is_empty",
    "document",
    "into_document",
    "clone",
    "set",
    "clear",
    "annotate",
    "set_dynamic",
    "clear_dynamic",
    "with_related",
];

/// Further methods that the patch of an entity type has.
pub const ENTITY_PATCH_METHODS: [&str; 2] = ["at", "without_type"];

/// The base type of an entity type that names none.
pub const ENTITY: &str = "microsoft.graph.entity";

/// The members that [`ENTITY`] declares.
pub const ENTITY_MEMBERS: [&str; 2] = ["@odata.etag", "id"];

/// The field for the base type, and the method of the patch that takes a patch of the base type.
pub const BASE: &str = "base";

/// The setter that sets a property to null.
#[must_use]
pub fn clear_setter(field: &str) -> String {
    format!("clear_{field}")
}

/// The setter that binds a navigation property.
#[must_use]
pub fn bind_setter(field: &str) -> String {
    format!("bind_{field}")
}

/// The field for a placeholder: `{userId}` becomes `user_id`. Returns `None` if the name cannot be
/// made an identifier.
#[must_use]
pub fn placeholder_field(placeholder: &str, span: Span) -> Option<Ident> {
    let name = placeholder.to_snake_case();
    let mut ident = syn::parse_str::<Ident>(&name)
        .or_else(|_| syn::parse_str::<Ident>(&format!("r#{name}")))
        .ok()?;
    ident.set_span(span);
    Some(ident)
}

/// The Edm types whose values JSON writes as strings, besides `Edm.String`.
const EDM_TYPES_OF_STRINGS: [&str; 6] = [
    "Binary",
    "Date",
    "DateTimeOffset",
    "Duration",
    "Guid",
    "TimeOfDay",
];

/// Returns the Edm type that a string may hold, or records that there is no such type.
pub fn edm_type_of_string(name: Ident, errors: &mut Errors) -> Option<Ident> {
    let text = name.to_string();
    if EDM_TYPES_OF_STRINGS.contains(&text.as_str()) {
        return Some(name);
    }
    let valid = listed(&EDM_TYPES_OF_STRINGS);
    let meant = match text.as_str() {
        // The type of OData 3, which is far from its successor's name.
        "DateTime" => Some("DateTimeOffset"),
        _ => nearest(&text, EDM_TYPES_OF_STRINGS),
    };
    let meant = match meant {
        Some(meant) => format!(", did you mean `{meant}`? a"),
        None => ", a".to_owned(),
    };
    errors.at(
        &name,
        format_args!("no string holds an `Edm.{text}`{meant} string holds one of {valid}"),
    );
    None
}

/// Whether a string is an OData identifier (OData CSDL 4.01, section 17.2).
#[must_use]
pub fn is_odata_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_')
        && characters.all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a string can be the name of a property or a member on the wire: an OData identifier, or
/// one with `-`, as in `request-id`, which Microsoft's documents use.
#[must_use]
pub fn is_wire_name(text: &str) -> bool {
    let ends_in_letters = !text.starts_with('-') && !text.ends_with('-');
    ends_in_letters && is_odata_identifier(&text.replace('-', "_"))
}

/// A hint for a key that is valid elsewhere: where it belongs, or the name that it has here.
#[must_use]
pub fn hint(key: &str, known: &[&str]) -> Option<&'static str> {
    let on_a_type = known.contains(&"crate");
    Some(match key {
        "rename" if !on_a_type => "write `name`",
        "rename_all" if on_a_type => "the types of a union have their own names",
        "alias" if !on_a_type => "a property has one name on the wire, write `name`",
        "skip_serializing_if" if !on_a_type => "an `Option` that is `None` is not sent, remove it",
        "flatten" if !on_a_type => {
            "write `additional` on a map of dynamic properties, and `base = Type` in the attribute of the type for a base"
        }
        "deny_unknown_fields" => "a service may add members at any time, remove it",
        "other" if known.contains(&"unknown") => "write `unknown`",
        "skip" => "every field is a property, so keep other data outside of the type",
        "flatten" | "serialize_with" | "deserialize_with" => {
            "only `rename`, `default` and `with` of serde have a counterpart"
        }
        "odata" if on_a_type => "a union has no name, only its types do",
        "path" | "paths" | "permissions" | "media" if on_a_type => {
            "it goes on an entity, `#[graph_entity(…)]`"
        }
        "flags" if on_a_type => "it goes on an enumeration, `#[graph_enum(…)]`",
        "on" | "returns" if on_a_type => {
            "it goes on an operation, `#[graph_action(…)]` or `#[graph_function(…)]`"
        }
        "odata" | "path" | "paths" | "base" | "tag" | "media" | "permissions" | "crate"
        | "flags" | "rename_all" => "it is an argument of the type's attribute",
        "name" | "key" | "read_only" | "create_only" | "not_null" | "additional" | "navigation"
        | "annotation" | "default" | "edm" | "with"
            if on_a_type =>
        {
            "it goes on a field, as `#[graph(…)]`"
        }
        "unknown" | "value" => "it goes on a variant, as `#[graph(…)]`",
        _ => return None,
    })
}

/// The known name that a misspelled name most likely means: the nearest one, if at most a third of
/// it is different, or else one that starts with it.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<&str> = known.into_iter().collect();
    let spelled = name.replace('-', "_");
    let mut same = known.iter().copied().filter(|known| *known == spelled);
    let mut longer = known
        .iter()
        .copied()
        .filter(|known| name.len() > 2 && known.starts_with(name));
    let nearest = || nearest_by(name, known.iter().copied(), |known| known);
    same.next().or_else(nearest).or_else(|| longer.next())
}

/// Like [`nearest`], but compares only a part of each known name, such as the last part of a
/// qualified name.
#[must_use]
pub fn nearest_by<'k>(
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
    part: impl Fn(&'k str) -> &'k str,
) -> Option<&'k str> {
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(name, part(known)), known))
        .filter(|&(distance, known)| 3 * distance <= part(known).len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// The names in backticks, as a list for a message.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Records a mistake if a string cannot be a name on the wire.
pub fn check_wire_name(name: &LitStr, errors: &mut Errors) {
    let value = name.value();
    if !is_wire_name(&value) {
        errors.at(
            name,
            format_args!("`{value}` is not an OData name, use letters, digits and `_`"),
        );
    }
}
