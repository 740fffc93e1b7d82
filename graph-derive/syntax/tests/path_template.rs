//! Tests of path templates: the collection that a path leads into, and the paths that are accepted.

use graph_syntax::{Errors, PathTemplate};
use syn::parse_quote;

/// Reads a template that has no mistakes.
fn template(text: &str) -> PathTemplate {
    let mut errors = Errors::default();
    let template = PathTemplate::read(parse_quote!(#text), &mut errors);
    assert_eq!(errors.into_tokens().to_string(), "", "{text}");
    template
}

/// The path to the collection, with the names of its placeholders in braces.
fn collection(text: &str) -> Option<String> {
    let template = template(text);
    let (literals, placeholders) = template.collection()?;
    assert_eq!(literals.len(), placeholders.len() + 1, "{text}");
    let mut path = literals[0].clone();
    for (placeholder, literal) in placeholders.iter().zip(&literals[1..]) {
        path.extend(["{", &placeholder.name, "}", literal]);
    }
    Some(path)
}

#[test]
fn a_key_at_the_end_leads_into_a_collection() {
    for (path, expected) in [
        ("/users/{userId}", "/users"),
        ("/users('{userId}')", "/users"),
        ("/users/{userId}/messages/{id}", "/users/{userId}/messages"),
        ("/users/{userId}/messages({id})", "/users/{userId}/messages"),
        ("/Lines(Order={order},Line={line})", "/Lines"),
        (
            "/Orders({order})/Lines(Order={o},Line={line})",
            "/Orders({order})/Lines",
        ),
    ] {
        assert_eq!(collection(path).as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn a_path_that_ends_in_any_other_way_leads_into_no_collection() {
    for path in [
        "/",
        "/me",
        // A value in parentheses after the last placeholder is not a key.
        "/users/{userId}/messages(5)",
        "/users/{userId}/photo",
        // The value is only a part of the last segment.
        "/users/user{number}",
        "/points/{x},{y}",
        "/photos/{photoId}.png",
        // Nothing is named before the value.
        "/{userId}",
        "/users/({userId})",
        // A file is addressed by its path.
        "/drive/root:/{filePath}",
        // A qualified name is the name of a function.
        "/users/microsoft.graph.byName(name={name})",
    ] {
        assert_eq!(collection(path), None, "{path}");
    }
}

#[test]
fn the_root_of_a_service_is_a_path() {
    let root = template("/");
    assert_eq!(root.literals, ["/"]);
    assert!(root.placeholders.is_empty());
}
