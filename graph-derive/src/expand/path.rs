//! `TPath` and `TCollectionPath`: the calls of the templates for paths.

use graph_syntax::ast::StructuredType;
use graph_syntax::{PathTemplate, Placeholder};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::frame::plain;

pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    let template = ty.path.as_ref()?;
    let entity = entity_path(ty, template);
    let collection = collection_path(ty, template);
    Some(quote!(#entity #collection))
}

fn entity_path(ty: &StructuredType, template: &PathTemplate) -> TokenStream {
    let entity = &ty.ident;
    let text = template.text.value();
    let doc = format!("The path of a [`{entity}`]: `{text}`.");
    let leads_to = quote!(to #entity, parse;);
    path(
        ty,
        &entity_ident(ty),
        &doc,
        (&template.literals, &template.placeholders),
        &leads_to,
    )
}

fn entity_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Path", ty.ident)
}

fn collection_path(ty: &StructuredType, template: &PathTemplate) -> Option<TokenStream> {
    let (literals, placeholders) = template.collection()?;
    let mut text = String::new();
    for (position, literal) in literals.iter().enumerate() {
        text.push_str(literal);
        if let Some(placeholder) = placeholders.get(position) {
            text.extend(["{", &placeholder.name, "}"]);
        }
    }
    let ident = format_ident!("{}CollectionPath", ty.ident);
    let doc = format!("The path of the collection of [`{}`]: `{text}`.", ty.ident);
    let of = entity_ident(ty);
    if let ([collection], [before_key, ""]) = (&*literals, &*literal_texts(template))
        && before_key.strip_suffix('/') == Some(collection)
    {
        let (visibility, runtime) = (&ty.visibility, &ty.runtime);
        return Some(quote! {
            #runtime::__private::root_collection! {
                #[doc = #doc] #visibility #ident of #of;
            }
        });
    }
    let leads_to = quote!(collection of #of;);
    Some(path(ty, &ident, &doc, (&literals, placeholders), &leads_to))
}

fn literal_texts(template: &PathTemplate) -> Vec<&str> {
    template.literals.iter().map(String::as_str).collect()
}

fn path(
    ty: &StructuredType,
    ident: &Ident,
    doc: &str,
    (literals, placeholders): (&[String], &[Placeholder]),
    leads_to: &TokenStream,
) -> TokenStream {
    let (visibility, runtime) = (&ty.visibility, &ty.runtime);
    if placeholders.is_empty() {
        return quote! {
            #runtime::__private::fixed_path! {
                #[doc = #doc] #visibility #ident [#(#literals)*]; #leads_to
            }
        };
    }
    let fields = placeholders
        .iter()
        .enumerate()
        .map(|(position, placeholder)| {
            let Placeholder { name, field, .. } = placeholder;
            let position = plain(position);
            quote!(#position #name #field)
        });
    let count = plain(placeholders.len());
    quote! {
        #runtime::__private::resource_path! {
            #[doc = #doc] #visibility #ident [#(#fields)*] #count of [#(#literals)*]; #leads_to
        }
    }
}
