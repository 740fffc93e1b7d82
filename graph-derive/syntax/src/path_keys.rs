//! The key in parentheses at the end of a path, compared with the properties of the type (OData
//! URL Conventions 4.01, section 4.3.1).
//!
//! Only the last key of a path is one of the type. The keys before it belong to the entities on the
//! way, whose types are unknown here.

use crate::ast::{Capability, Property, StructuredType};
use crate::errors::Errors;
use crate::names;
use crate::path_template::{KeyPart, PathTemplate};
use crate::types::{inside, is_named, is_string};

/// Checks that each part of the last key names a property of the type, and that its value is in
/// quotes if it is a string, and in none otherwise.
pub(crate) fn fit_the_properties(ty: &StructuredType, errors: &mut Errors) {
    if !errors.is_empty() {
        return;
    }
    for path in ty.path.iter().chain(ty.paths.iter().map(|(_, path)| path)) {
        let key = path.last_key();
        if let [part @ KeyPart { name: None, .. }] = &key[..] {
            the_only_key_fits(ty, path, part, errors);
        } else if let Some(part) = key.iter().find(|part| part.name.is_none()) {
            errors.at(
                &path.text,
                format_args!(
                    "a key of several parts names each property, write `Property={{{}}}`",
                    part.placeholder
                ),
            );
        } else if !key.is_empty() {
            named_parts_fit(ty, path, &key, errors);
        } else if path.collection().is_some()
            && let [first, second, ..] = keys(ty)[..]
        {
            several_keys(path, [first, second], errors);
        }
    }
}

/// Checks the value of a key without the name of its property, such as `({id})`.
fn the_only_key_fits(
    ty: &StructuredType,
    path: &PathTemplate,
    part: &KeyPart<'_>,
    errors: &mut Errors,
) {
    match keys(ty)[..] {
        [property] => value_fits(path, part, kind_of_value(property), errors),
        [] if ty.base.is_some() && !ty.base_is_named => {
            // The key is the `id` of `Entity`.
            value_fits(path, part, Some(ValueKind::String), errors);
        }
        [first, second, ..] => several_keys(path, [first, second], errors),
        [] => {}
    }
}

/// The properties of the key.
fn keys(ty: &StructuredType) -> Vec<&Property> {
    ty.properties
        .iter()
        .filter(|property| property.capability == Capability::Key)
        .collect()
}

/// Reports a path that ends in one value although the key has several properties.
fn several_keys(path: &PathTemplate, [first, second]: [&Property; 2], errors: &mut Errors) {
    errors.at(
        &path.text,
        format_args!(
            "the type has several keys, name each: `({}=…,{}=…)`",
            first.name.value(),
            second.name.value()
        ),
    );
}

/// Checks the parts of a key that name their properties, such as `orderId={id}`.
fn named_parts_fit(
    ty: &StructuredType,
    path: &PathTemplate,
    key: &[KeyPart<'_>],
    errors: &mut Errors,
) {
    let property = |fits: &dyn Fn(&str) -> bool| {
        ty.properties
            .iter()
            .find(|property| fits(&property.name.value()))
    };
    let of = |part: &KeyPart<'_>| property(&|name| part.name == Some(name));
    let names_a_property = key.iter().any(|part| of(part).is_some());
    let missing = ty.properties.iter().find(|property| {
        let name = property.name.value();
        property.capability == Capability::Key && key.iter().all(|part| part.name != Some(&name))
    });
    // Other properties may be those of an alternate key.
    let is_a_key = key
        .iter()
        .all(|part| of(part).is_some_and(|property| property.capability == Capability::Key));
    if let Some(missing) = missing.filter(|_| is_a_key) {
        errors.at(
            &path.text,
            format_args!(
                "the key has the property `{}` as well",
                missing.name.value()
            ),
        );
        return;
    }
    for part in key {
        if let Some(property) = of(part) {
            value_fits(path, part, kind_of_value(property), errors);
            continue;
        }
        let name = part.name.unwrap_or_default();
        let near = property(&|other| {
            other.eq_ignore_ascii_case(name) || names::nearest(name, [other]).is_some()
        });
        // The base type may declare it. Without any property, these may be the parameters of a
        // function.
        if ty.base.is_some() || near.is_none() && !names_a_property {
            continue;
        }
        let near = near.map(|near| format!(", write `{}`", near.name.value()));
        let message = format!(
            "the type has no property `{name}`{}",
            near.unwrap_or_default()
        );
        errors.at(&path.text, message);
    }
}

fn value_fits(
    path: &PathTemplate,
    part: &KeyPart<'_>,
    kind: Option<ValueKind>,
    errors: &mut Errors,
) {
    let placeholder = part.placeholder;
    match kind {
        Some(ValueKind::String) if !part.is_quoted => errors.at(
            &path.text,
            format_args!("a key that is a string is in quotes, write `'{{{placeholder}}}'`, or name what the string holds, such as `edm = Guid`"),
        ),
        Some(ValueKind::Other) if part.is_quoted => errors.at(
            &path.text,
            format_args!(
                "only a key that is a string is in quotes, write `{{{placeholder}}}` without them"
            ),
        ),
        _ => {}
    }
}

/// The form of a value in a URL.
#[derive(Clone, Copy)]
enum ValueKind {
    /// A string, in quotes.
    String,
    /// A number, a guid, a date or a Boolean value, without quotes.
    Other,
}

/// The form of the property's value, or `None` if its type is not one that is known by its name.
fn kind_of_value(property: &Property) -> Option<ValueKind> {
    const OTHERS: [&str; 12] = [
        "bool",
        "i8",
        "u8",
        "i16",
        "i32",
        "i64",
        "Uuid",
        "Guid",
        "Decimal",
        "Date",
        "NaiveDate",
        "Timestamp",
    ];
    let ty = inside(&property.ty, "Option").unwrap_or(&property.ty);
    if property.with.is_some() {
        None
    } else if let Some(edm) = &property.edm {
        // A duration and a binary value have a prefix before their quotes.
        (edm != "Duration" && edm != "Binary").then_some(ValueKind::Other)
    } else if is_string(ty) {
        Some(ValueKind::String)
    } else {
        OTHERS
            .iter()
            .any(|other| is_named(ty, other))
            .then_some(ValueKind::Other)
    }
}
