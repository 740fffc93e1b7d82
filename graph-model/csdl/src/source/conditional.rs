//! Parts of a type that are compiled only under a condition.
//!
//! The source does not show whether a condition holds. Such a part is not compared, and is not
//! reported as missing.

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Fields, Meta};

/// Removes the fields and variants that depend on a condition. Returns whether there were any.
pub(super) fn remove_conditional(input: &mut DeriveInput) -> bool {
    match &mut input.data {
        Data::Struct(data) => match &mut data.fields {
            Fields::Named(fields) => retain(&mut fields.named, |field| &field.attrs),
            Fields::Unnamed(_) | Fields::Unit => false,
        },
        Data::Enum(data) => retain(&mut data.variants, |variant| &variant.attrs),
        Data::Union(_) => false,
    }
}

fn retain<T, P: Default>(parts: &mut Punctuated<T, P>, attributes: fn(&T) -> &[Attribute]) -> bool {
    let before = parts.len();
    *parts = std::mem::take(parts)
        .into_iter()
        .filter(|part| !attributes(part).iter().any(depends_on_a_condition))
        .collect();
    parts.len() < before
}

/// Whether the attribute is `cfg`, or a `cfg_attr` that adds `cfg` or an attribute that describes
/// the part on the wire.
fn depends_on_a_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        || attribute.path().is_ident("cfg_attr")
            && matches!(&attribute.meta, Meta::List(list) if mentions_the_wire(list.tokens.clone()))
}

fn mentions_the_wire(tokens: TokenStream) -> bool {
    tokens
        .into_iter()
        .any(|token| matches!(token, TokenTree::Ident(ident) if ident == "graph" || ident == "cfg"))
}
