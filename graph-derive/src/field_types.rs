//! Types of fields that generated code cannot repeat, and the types that it uses instead.
//!
//! A type that no property can have is replaced in the struct as well, so that it is one error and
//! not one for each impl. `Self` is replaced because it means another type, or none, in the other
//! items.

use graph_syntax::Errors;
use graph_syntax::types::inside;
use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{
    Data, DeriveInput, GenericArgument, PathArguments, Type, parse_quote, parse_quote_spanned,
};

/// Replaces `Self` and the types of fields that no property can have. What a module reads and writes
/// may have any type that owns its data.
pub(crate) fn replace_types(input: &mut DeriveInput, errors: &mut Errors) {
    let Data::Struct(data) = &mut input.data else {
        return;
    };
    let itself = &input.ident;
    for field in &mut data.fields {
        own(&mut field.ty, itself, errors);
        let with_module = field.attrs.iter().any(|attribute| {
            let tokens = attribute.meta.to_token_stream().into_iter();
            attribute.path().is_ident("graph")
                && tokens.last().is_some_and(|list| names_a_module(&list))
        });
        if !with_module {
            take_edm_number(&mut field.ty, errors);
        }
    }
}

/// Replaces references by types that own their data, and `Self` by the name of the type.
fn own(ty: &mut Type, itself: &Ident, errors: &mut Errors) {
    match ty {
        Type::Group(group) => own(&mut group.elem, itself, errors),
        Type::Path(path) if path.path.is_ident("Self") => {
            // The author did not write the name, so no lint is to ask for `Self`.
            let mut itself = itself.clone();
            itself.set_span(Span::call_site().located_at(path.span()));
            *ty = parse_quote!(#itself);
        }
        Type::Path(path) => {
            let Some(last) = path.path.segments.last_mut() else {
                return;
            };
            if let PathArguments::AngleBracketed(arguments) = &mut last.arguments {
                for argument in &mut arguments.args {
                    if let GenericArgument::Type(inner) = argument {
                        own(inner, itself, errors);
                    }
                }
            }
        }
        Type::Reference(reference) => {
            let owned: Type = match &*reference.elem {
                Type::Path(path) if path.path.is_ident("str") => {
                    parse_quote_spanned!(reference.span()=> String)
                }
                Type::Slice(slice) => {
                    let item = &slice.elem;
                    parse_quote_spanned!(reference.span()=> Vec<#item>)
                }
                other => other.clone(),
            };
            let text = owned.to_token_stream().to_string().replace(' ', "");
            errors.at(
                reference,
                format_args!("types own their data, write `{text}`"),
            );
            *ty = owned;
        }
        _ => {}
    }
}

/// Whether the list of an attribute has the key `with`.
fn names_a_module(list: &TokenTree) -> bool {
    let TokenTree::Group(list) = list else {
        return false;
    };
    let mut tokens = list.stream().into_iter();
    tokens.any(|token| matches!(token, TokenTree::Ident(ident) if ident == "with"))
}

/// Replaces a primitive type that OData does not have by one that holds the same values, or most of
/// them (OData CSDL 4.01, section 3.3).
fn take_edm_number(ty: &mut Type, errors: &mut Errors) {
    const EDM: [(&str, &str); 9] = [
        ("u16", "i32"),
        ("u32", "i64"),
        ("u64", "i64"),
        ("u128", "i64"),
        ("i128", "i64"),
        ("usize", "i64"),
        ("isize", "i64"),
        ("char", "String"),
        ("str", "String"),
    ];
    if let Type::Group(group) = ty {
        return take_edm_number(&mut group.elem, errors);
    }
    let Type::Path(path) = &mut *ty else { return };
    for (name, edm) in EDM {
        if path.path.is_ident(name) {
            errors.at(
                &*path,
                format_args!("OData has no type for a `{name}`, write `{edm}`"),
            );
            let edm = Ident::new(edm, path.span());
            *ty = parse_quote!(#edm);
            return;
        }
    }
    if inside(ty, "Vec").is_some_and(|item| *item == parse_quote!(u8)) {
        errors.at(
            ty,
            "a `Vec<u8>` is a collection of numbers, write `Binary` for bytes (feature `base64`), or `Vec<i16>`",
        );
        return;
    }
    let Type::Path(path) = &mut *ty else { return };
    let Some(last) = path.path.segments.last_mut() else {
        return;
    };
    let is_wrapper = ["Option", "Vec", "Presence"]
        .iter()
        .any(|name| last.ident == name);
    if let PathArguments::AngleBracketed(arguments) = &mut last.arguments
        && is_wrapper
    {
        for argument in &mut arguments.args {
            if let GenericArgument::Type(inner) = argument {
                take_edm_number(inner, errors);
            }
        }
    }
}
