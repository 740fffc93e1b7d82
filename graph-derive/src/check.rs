//! Rules that span several attributes or several fields, one function each.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt;

use crate::ast::{Kind, StructuredType};
use crate::errors::Errors;
use crate::property_attribute::PropertyAttribute;

/// The rules of a single field.
pub(crate) fn field(ident: &Ident, attribute: &PropertyAttribute, errors: &mut Errors) {
    one_capability(attribute, errors);
    additional_alone(ident, attribute, errors);
}

/// The rules of a whole type.
pub(crate) fn structured_type(ty: &mut StructuredType, errors: &mut Errors) {
    wire_names_differ(ty, errors);
    setters_hide_nothing(ty, errors);
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

/// A setter may not take the place of a method that every patch has, or of another property's.
fn setters_hide_nothing(ty: &StructuredType, errors: &mut Errors) {
    let mut methods: HashMap<String, String> = HashMap::new();
    let mut own = vec!["is_empty"];
    if ty.kind == Kind::Entity {
        own.extend(["at", "without_type"]);
    }
    if ty.base_is_named {
        own.push("base");
    }
    for name in own {
        methods.insert(name.to_owned(), format!("the patch's own `{name}`"));
    }
    let properties = ty
        .properties
        .iter()
        .filter(|property| property.is_writable());
    let fields = properties
        .map(|property| (&property.ident, property.is_optional()))
        .chain(
            ty.additional
                .iter()
                .map(|additional| (&additional.ident, true)),
        );
    for (ident, has_clear) in fields {
        let setter = ident.unraw().to_string();
        let clear = has_clear.then(|| format!("clear_{setter}"));
        for method in [Some(setter.clone()), clear].into_iter().flatten() {
            if let Some(other) = methods.insert(method.clone(), format!("`{method}` of `{ident}`"))
            {
                errors.at(
                    ident,
                    format_args!(
                        "the setter `{method}` would hide {other}, rename the field and keep its name on the \
                         wire with `#[graph(name = \"…\")]`"
                    ),
                );
            }
        }
    }
}
