//! Rules that span several attributes or several fields, one function each.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt;

use crate::ast::{Capability, Enumeration, Kind, Property, Role, StructuredType};
use crate::errors::Errors;
use crate::property_attribute::PropertyAttribute;

/// The rules of a single field.
pub(crate) fn field(ident: &Ident, attribute: &PropertyAttribute, errors: &mut Errors) {
    one_capability(attribute, errors);
    additional_alone(ident, attribute, errors);
    annotation_is_no_property(attribute, errors);
}

/// The rules of a whole type.
pub(crate) fn structured_type(ty: &mut StructuredType, errors: &mut Errors) {
    wire_names_differ(ty, errors);
    setters_hide_nothing(ty, errors);
    navigation_may_be_absent(ty, errors);
    presence_without_module(ty, errors);
    not_null_on_an_option(ty, errors);
}

/// The rules of a whole enumeration.
pub(crate) fn enumeration(ty: &mut Enumeration, errors: &mut Errors) {
    member_names_differ(ty, errors);
    flags_fit_into_a_value(ty, errors);
}

/// Two members with one name could not be told apart. The second is given another.
fn member_names_differ(ty: &mut Enumeration, errors: &mut Errors) {
    let mut seen: HashMap<String, Ident> = HashMap::new();
    for member in &mut ty.members {
        let name = member.name.value();
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "`{}` and `{first}` have the same name on the wire, `{name}`",
                member.ident
            );
            errors.at(&member.name, message);
            member.name = LitStr::new(&format!("{name} of {}", member.ident), member.name.span());
        } else {
            seen.insert(name, member.ident.clone());
        }
    }
}

/// A value of flags has 64 bits.
fn flags_fit_into_a_value(ty: &Enumeration, errors: &mut Errors) {
    if ty.flags && ty.members.len() > 64 {
        errors.at(
            &ty.members[64].ident,
            "a value has 64 bits, and so an enumeration at most 64 flags",
        );
    }
}

/// A property is a key, read-only or create-only, never two of them.
fn one_capability(attribute: &PropertyAttribute, errors: &mut Errors) {
    let given = [&attribute.key, &attribute.read_only, &attribute.create_only];
    let mut given = given.into_iter().flatten();
    if let Some(first) = given.next() {
        for other in given {
            errors.at(
                other,
                format_args!("`{other}` and `{first}` exclude each other"),
            );
        }
    }
}

/// The field for additional members is no property, and takes nothing that belongs to one.
fn additional_alone(ident: &Ident, attribute: &PropertyAttribute, errors: &mut Errors) {
    let Some(additional) = &attribute.additional else {
        return;
    };
    let alone = attribute.name.is_none()
        && attribute.key.is_none()
        && attribute.read_only.is_none()
        && attribute.create_only.is_none()
        && attribute.not_null.is_none()
        && attribute.navigation.is_none()
        && attribute.annotation.is_none()
        && attribute.default.is_none()
        && attribute.with.is_none();
    if !alone {
        errors.at(
            additional,
            format_args!(
                "`{ident}` holds additional members, `additional` takes no other key beside it"
            ),
        );
    }
}

/// An annotation has its own name, and nothing may be done with it in a patch.
fn annotation_is_no_property(attribute: &PropertyAttribute, errors: &mut Errors) {
    if attribute.annotation.is_none() {
        return;
    }
    if let Some(name) = &attribute.name {
        errors.at(
            name,
            "`annotation` is the name, `name` has no place beside it",
        );
    }
    let given = [
        &attribute.key,
        &attribute.read_only,
        &attribute.create_only,
        &attribute.not_null,
        &attribute.navigation,
    ];
    for key in given.into_iter().flatten() {
        errors.at(
            key,
            format_args!("an annotation is no property, `{key}` has no place beside it"),
        );
    }
}

/// What is absent unless it was expanded must have a value for its absence.
fn navigation_may_be_absent(ty: &StructuredType, errors: &mut Errors) {
    for property in ty
        .properties
        .iter()
        .filter(|property| property.role == Role::Navigation)
    {
        if !property.is_optional() && !property.is_collection() && property.default.is_none() {
            errors.at(
                &property.ty,
                "a navigation property is absent unless it was expanded, make it an `Option` or a `Vec`",
            );
        }
    }
}

/// A module reads and writes null as it likes, so nothing is left that `Presence` could tell apart.
fn presence_without_module(ty: &mut StructuredType, errors: &mut Errors) {
    for property in &mut ty.properties {
        let is_presence = property.is_optional() && !property.is_option();
        if let Some(module) = property.with.take_if(|_| is_presence) {
            let message =
                "`with` reads the whole type of the field, use `Option` instead of `Presence`";
            errors.at(module, message);
        }
    }
}

/// Only an `Option` needs to be told that it is never null.
fn not_null_on_an_option(ty: &StructuredType, errors: &mut Errors) {
    for property in &ty.properties {
        let Some(key) = &property.not_null else {
            continue;
        };
        let message = if !property.is_optional() {
            "the property is never null, as it is no `Option`, leave `not_null` out"
        } else if !property.is_option() {
            "a `Presence` holds null, use `Option` beside `not_null`"
        } else {
            continue;
        };
        errors.at(key, message);
    }
}

/// Two properties with one name on the wire could not be told apart. The second is given another.
fn wire_names_differ(ty: &mut StructuredType, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for property in &mut ty.properties {
        let name = property.name.value();
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "`{}` and `{first}` have the same name on the wire, `{name}`",
                property.ident
            );
            errors.at(&property.name, message);
            property.name = LitStr::new(
                &format!("{name} of {}", property.ident),
                property.name.span(),
            );
        } else {
            seen.insert(name, property.ident.clone());
        }
    }
}

/// A setter may not take the place of a method that every patch has, or of another property's. A
/// property whose setter would is given none.
fn setters_hide_nothing(ty: &mut StructuredType, errors: &mut Errors) {
    let mut methods: HashMap<String, String> = HashMap::new();
    for name in own_methods(ty) {
        methods.insert(name.to_owned(), format!("the patch's own `{name}`"));
    }
    for property in &mut ty.properties {
        for setter in setters(property) {
            let owner = format!("`{setter}` of `{}`", property.ident);
            if let Some(other) = methods.insert(setter.clone(), owner) {
                errors.at(&property.ident, hides(&setter, &other));
                property.capability = Capability::ReadOnly;
            }
        }
    }
    if let Some(additional) = &ty.additional {
        let name = additional.ident.unraw().to_string();
        let hidden = [name.clone(), format!("clear_{name}")]
            .into_iter()
            .find_map(|setter| Some(hides(&setter, methods.get(&setter)?)));
        if let Some(message) = hidden {
            errors.at(&additional.ident, message);
            ty.left_out.push(additional.ident.clone());
            ty.additional = None;
        }
    }
}

fn hides(setter: &str, other: &str) -> String {
    format!(
        "the setter `{setter}` would hide {other}, rename the field and keep its name on the wire with \
         `#[graph(name = \"…\")]`"
    )
}

fn own_methods(ty: &StructuredType) -> Vec<&'static str> {
    let mut own = vec!["is_empty", "document", "into_document", "clone"];
    if ty.kind == Kind::Entity {
        own.extend(["at", "without_type"]);
    }
    if ty.base_is_named {
        own.push("base");
    }
    own
}

/// The methods that a property gives its type's patch.
fn setters(property: &Property) -> Vec<String> {
    let name = property.ident.unraw();
    let mut setters = Vec::new();
    if property.is_writable() {
        setters.push(name.to_string());
    }
    if property.is_bindable() {
        setters.push(format!("bind_{name}"));
    }
    if property.is_nullable() && !setters.is_empty() {
        setters.push(format!("clear_{name}"));
    }
    setters
}
