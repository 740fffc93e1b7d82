//! The attributes of a field, `#[graph(…)]`: its name, what a client may do with it, and how it is
//! read.
//!
//! Keys of one field that exclude each other are checked here, because the check needs no other
//! field.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Lit, LitStr, Path, Token, token};

use crate::errors::Errors;
use crate::keyed_list::{self, Once};
use crate::names;

const KEYS: &[&str] = &[
    "name",
    "key",
    "read_only",
    "create_only",
    "not_null",
    "navigation",
    "annotation",
    "additional",
    "default",
    "edm",
    "with",
];

const EDM_EXAMPLE: &str = "edm = DateTimeOffset";

/// The keys and values that could be read from the attributes of one field.
#[derive(Default)]
pub struct PropertyAttribute {
    /// The name on the wire.
    pub name: Option<LitStr>,
    /// `key`
    pub key: Option<Ident>,
    /// `read_only`
    pub read_only: Option<Ident>,
    /// `create_only`
    pub create_only: Option<Ident>,
    /// `not_null`
    pub not_null: Option<Ident>,
    /// `additional`
    pub additional: Option<Ident>,
    /// `navigation`
    pub navigation: Option<Ident>,
    /// The name of an annotation.
    pub annotation: Option<LitStr>,
    /// The value if the member is absent.
    pub default: Option<DefaultValue>,
    /// `default`
    pub default_key: Option<Ident>,
    /// The Edm type of what the string holds.
    pub edm: Option<Ident>,
    /// The module that reads and writes the field.
    pub with: Option<Path>,
}

/// The value of an absent property.
pub enum DefaultValue {
    /// `Default::default()`
    Default,
    /// The value that the named function returns.
    Function(Path),
}

impl PropertyAttribute {
    /// Reads a field's attributes and records mistakes in them.
    pub fn read(ident: &Ident, attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut name = Once::default();
        let mut key = Once::default();
        let mut read_only = Once::default();
        let mut create_only = Once::default();
        let mut not_null = Once::default();
        let mut additional = Once::default();
        let mut default = Once::default();
        let mut default_key = None;
        let mut edm = Once::default();
        let mut with = Once::default();
        let mut navigation = Once::default();
        let mut annotation = Once::default();
        keyed_list::read_attributes(attributes, KEYS, errors, |entry, input, errors| {
            match entry.unraw().to_string().as_str() {
                "name" => {
                    let text = keyed_list::text(entry, input, "name = \"displayName\"")?;
                    name.set(entry, text, errors);
                }
                "annotation" => {
                    let text = keyed_list::text(entry, input, "annotation = \"@odata.context\"")?;
                    annotation.set(entry, text, errors);
                }
                "key" => key.set(entry, entry.clone(), errors),
                "read_only" => read_only.set(entry, entry.clone(), errors),
                "create_only" => create_only.set(entry, entry.clone(), errors),
                "not_null" => not_null.set(entry, entry.clone(), errors),
                "additional" => additional.set(entry, entry.clone(), errors),
                "navigation" => navigation.set(entry, entry.clone(), errors),
                "default" => {
                    default_key = Some(entry.clone());
                    default.set(entry, read_default(entry, input)?, errors);
                }
                "edm" => {
                    edm.set(entry, keyed_list::value(entry, input, EDM_EXAMPLE)?, errors);
                }
                _ => with.set(
                    entry,
                    read_path(entry, input, "with = my_crate::date")?,
                    errors,
                ),
            }
            Ok(())
        });
        let attribute = Self {
            name: name
                .into_inner()
                .inspect(|name| names::check_wire_name(name, errors)),
            navigation: navigation.into_inner(),
            annotation: annotation
                .into_inner()
                .inspect(|name| check_annotation(name, errors)),
            key: key.into_inner(),
            read_only: read_only.into_inner(),
            create_only: create_only.into_inner(),
            not_null: not_null.into_inner(),
            additional: additional.into_inner(),
            default: default.into_inner(),
            default_key,
            edm: edm
                .into_inner()
                .and_then(|edm| names::edm_type_of_string(edm, errors)),
            with: with.into_inner(),
        };
        one_capability(&attribute, errors);
        additional_alone(ident, &attribute, errors);
        annotation_is_not_a_property(&attribute, errors);
        attribute
    }
}

impl PropertyAttribute {
    /// The attributes of the parameter of an operation. Records the keys that only a property of a
    /// type can have.
    pub fn of_parameter(self, errors: &mut Errors) -> Self {
        let keys = [
            &self.key,
            &self.read_only,
            &self.create_only,
            &self.not_null,
            &self.additional,
            &self.navigation,
        ];
        for key in keys.into_iter().flatten() {
            errors.at(
                key,
                format_args!("a parameter takes `name`, `edm` and `with`, remove `{key}`"),
            );
        }
        if let Some(annotation) = &self.annotation {
            errors.at(
                annotation,
                "a parameter is not an annotation, remove `annotation`",
            );
        }
        if self.default.is_some() {
            errors.push(syn::Error::new(
                self.default_key
                    .as_ref()
                    .map_or_else(Span::call_site, Ident::span),
                "a parameter takes `name`, `edm` and `with`, remove `default`",
            ));
        }
        Self {
            name: self.name,
            edm: self.edm,
            with: self.with,
            ..Self::default()
        }
    }
}

fn read_default(key: &Ident, input: ParseStream<'_>) -> syn::Result<DefaultValue> {
    if input.peek(Token![=]) {
        let given = input.fork();
        given.parse::<Token![=]>()?;
        if let Ok(value) = given.parse::<Lit>()
            && !matches!(value, Lit::Str(_))
        {
            let message = format!(
                "`{key}` takes the path of a function that returns the value, such as `default = my_function`"
            );
            return Err(syn::Error::new(value.span(), message));
        }
        let path = read_path(key, input, "default = my_function")?;
        if input.peek(token::Paren) {
            let name = path.to_token_stream().to_string().replace(' ', "");
            return Err(input.error(format!(
                "`{key}` takes the path of a function, write `{key} = {name}`"
            )));
        }
        Ok(DefaultValue::Function(path))
    } else {
        Ok(DefaultValue::Default)
    }
}

/// Reads a path, which may be in quotes, as in serde's attributes.
fn read_path(key: &Ident, input: ParseStream<'_>, example: &str) -> syn::Result<Path> {
    if input.peek(Token![=]) && input.peek2(LitStr) {
        input.parse::<Token![=]>()?;
        return input.parse::<LitStr>()?.parse();
    }
    keyed_list::value(key, input, example)
}

/// Checks the name of an annotation: `@term` on an object, or `property@term` on a property.
fn check_annotation(name: &LitStr, errors: &mut Errors) {
    let value = name.value();
    let fits = value.split_once('@').is_some_and(|(property, term)| {
        (property.is_empty() || names::is_odata_identifier(property))
            && term.split('.').all(names::is_odata_identifier)
    });
    if !fits {
        let message =
            format!("`{value}` is not an annotation, write one such as `members@odata.nextLink`");
        errors.at(name, message);
    } else if value == "@odata.type" {
        errors.at(name, "the tag needs no field, remove this one");
    }
}

/// Checks that a property has at most one of `key`, `read_only` and `create_only`.
fn one_capability(attribute: &PropertyAttribute, errors: &mut Errors) {
    let navigation = attribute
        .navigation
        .as_ref()
        .filter(|_| attribute.key.is_some());
    let given = [
        attribute.key.as_ref(),
        attribute.read_only.as_ref(),
        attribute.create_only.as_ref(),
        navigation,
    ];
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

/// Checks that `additional` has no other keys: the field for additional members is not a property.
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
        && attribute.edm.is_none()
        && attribute.with.is_none();
    if !alone {
        errors.at(
            additional,
            format_args!(
                "`{ident}` holds dynamic properties, remove the keys other than `additional`"
            ),
        );
    }
}

/// Checks that an annotation has no keys of a property: `annotation` gives its name, and a patch
/// cannot change it.
fn annotation_is_not_a_property(attribute: &PropertyAttribute, errors: &mut Errors) {
    if attribute.annotation.is_none() {
        return;
    }
    if let Some(name) = &attribute.name {
        errors.at(name, "`annotation` gives the name, remove `name`");
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
            format_args!("an annotation is not a property, remove `{key}`"),
        );
    }
}
