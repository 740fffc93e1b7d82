//! Adds to the documentation of a type, after its author's words: the paths, the permissions, the
//! generated types, and which properties a client cannot set.
//!
//! Only what has documentation is given more, so that `missing_docs` reports the rest.

use graph_syntax::{Arguments, Kind};
use syn::{Attribute, Data, DeriveInput, Ident, LitStr, parse_quote};

/// Adds to the documentation of the type and of its fields.
pub(crate) fn add(kind: Kind, arguments: &Arguments, input: &mut DeriveInput) {
    if !matches!(kind, Kind::Entity | Kind::Complex) {
        return;
    }
    if is_documented(&input.attrs) {
        // One attribute costs the compiler less than several.
        let text = format!(
            "\n\n{}",
            of_type(kind, arguments, &input.ident).join("\n\n")
        );
        input.attrs.push(parse_quote!(#[doc = #text]));
    }
    let Data::Struct(data) = &mut input.data else {
        return;
    };
    for field in &mut data.fields {
        let mark = is_documented(&field.attrs).then(|| mark(&field.attrs));
        if let Some(mark) = mark.flatten() {
            field.attrs.push(parse_quote!(#[doc = #mark]));
        }
    }
}

fn is_documented(attributes: &[Attribute]) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|attribute| attribute.path().is_ident("doc"))
}

/// The paragraphs about a type.
fn of_type(kind: Kind, arguments: &Arguments, ident: &Ident) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(path) = &arguments.path {
        lines.push(format!("Path: `{}` ([`{ident}Path`]).", path.text.value()));
    }
    let permissions = &arguments.permissions;
    for (name, permissions) in [
        ("Delegated", &permissions.delegated),
        ("Application", &permissions.application),
    ] {
        if !permissions.is_empty() {
            lines.push(format!("{name} permissions: {}.", listed(permissions)));
        }
    }
    let patch = if arguments.has_patch {
        format!("[`{ident}Patch`] changes it, and ")
    } else {
        String::new()
    };
    let verbs = if kind == Kind::Entity {
        format!("[`{ident}::get`], [`{ident}::list`] and [`{ident}::create`] start requests. ")
    } else {
        String::new()
    };
    lines.push(format!(
        "{verbs}{patch}[`{ident}Properties`] names its properties in queries."
    ));
    lines
}

fn listed(permissions: &[LitStr]) -> String {
    let names: Vec<String> = permissions
        .iter()
        .map(|name| format!("`{}`", name.value()))
        .collect();
    names.join(", ")
}

/// Returns a note on the use of a property that a client cannot simply set.
fn mark(attributes: &[Attribute]) -> Option<&'static str> {
    const MARKS: [(&str, &str); 4] = [
        ("key", "\n\n*Key.*"),
        ("read_only", "\n\n*Read-only.*"),
        ("create_only", "\n\n*Set only in a new entity.*"),
        (
            "navigation",
            "\n\n*Relationship: present only if a query expands it.*",
        ),
    ];
    let marks = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("graph"));
    let tokens: Vec<String> = marks
        .filter_map(|attribute| attribute.meta.require_list().ok())
        .flat_map(|list| list.tokens.clone())
        .map(|token| token.to_string())
        .collect();
    let (_, mark) = MARKS
        .iter()
        .find(|(key, _)| tokens.iter().any(|token| token == key))?;
    Some(mark)
}
