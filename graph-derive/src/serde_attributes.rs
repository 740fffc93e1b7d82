//! Serde's derives and attributes, which the attributes of this crate replace.

use graph_syntax::types::is_named;
use graph_syntax::{Errors, Kind};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Field, Path, Token, Type, parse_quote};

use crate::attribute_lists::each_attribute_list;

pub(crate) fn is_serde(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == "Serialize" || segment.ident == "Deserialize")
}

/// Removes `#[serde(…)]` from the fields, because no serde derive reads it.
pub(crate) fn remove_serde_attributes(input: &mut DeriveInput, errors: &mut Errors) {
    each_attribute_list(input, |attributes| {
        attributes.retain(|attribute| {
            let is_serde = attribute.path().is_ident("serde");
            if is_serde {
                errors.at(
                    attribute,
                    format_args!(
                        "serde's attributes have no effect here, {}",
                        instead(attribute)
                    ),
                );
            }
            !is_serde
        });
    });
}

/// Reads the map with `flatten` as one with `additional`, so that its type is not reported as well.
pub(crate) fn flatten_is_additional(input: &mut DeriveInput) {
    let Data::Struct(data) = &mut input.data else {
        return;
    };
    let has = |field: &Field, wanted: &str| {
        field.attrs.iter().any(|attribute| {
            let path = attribute.path();
            (path.is_ident("serde") || path.is_ident("graph")) && key(attribute) == wanted
        })
    };
    if data.fields.iter().any(|field| has(field, "additional")) {
        return;
    }
    let is_map = |ty: &Type| ["HashMap", "BTreeMap"].iter().any(|map| is_named(ty, map));
    let mut fields = data.fields.iter_mut();
    if let Some(field) = fields.find(|field| is_map(&field.ty) && has(field, "flatten")) {
        field.attrs.push(parse_quote!(#[graph(additional)]));
    }
}

/// Returns the first key of an attribute.
fn key(attribute: &Attribute) -> String {
    let list = attribute.meta.require_list();
    let first = list
        .ok()
        .and_then(|list| list.tokens.clone().into_iter().next());
    first.map_or_else(String::new, |key| key.to_string())
}

/// Returns the advice for the author.
fn instead(attribute: &Attribute) -> &'static str {
    match key(attribute).as_str() {
        "rename" => "write `#[graph(name = \"…\")]`",
        "rename_all" => {
            "names become camelCase; for others write `rename_all` in the attribute of the type"
        }
        "skip_serializing_if" => "an `Option` that is `None` is not sent, remove it",
        "other" => "write `#[graph(unknown)] Unknown(String)`",
        "flatten" => {
            "write `#[graph(additional)]` on a map of dynamic properties, and `base = Type` in the attribute of the type for a base"
        }
        "skip" => "every field is a property, so keep other data outside of the type",
        "default" => "write `#[graph(default)]`",
        "with" => "write `#[graph(with = …)]`",
        "deny_unknown_fields" => "a service may add members at any time, remove it",
        _ => "use `#[graph(…)]`: `name` for `rename`, `default`, `with`",
    }
}

/// Removes serde's derives from the type: the attribute implements their traits.
pub(crate) fn remove_serde_derives(kind: Kind, input: &mut DeriveInput, errors: &mut Errors) {
    for attribute in input
        .attrs
        .iter_mut()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        let list = Punctuated::<Path, Token![,]>::parse_terminated;
        let Ok(derives) = attribute.parse_args_with(list) else {
            continue;
        };
        for derive in derives.iter().filter(|derive| is_serde(derive)) {
            let message = format!(
                "`{}` implements this trait, remove it from the derives",
                kind.attribute()
            );
            errors.at(derive, message);
        }
        if derives.iter().any(is_serde) {
            let others = derives.iter().filter(|derive| !is_serde(derive));
            *attribute = parse_quote!(#[derive(#(#others),*)]);
        }
    }
}
