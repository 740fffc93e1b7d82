//! `TPath` and `TCollectionPath`: the calls of the templates for paths.

use graph_syntax::ast::StructuredType;
use graph_syntax::{PathTemplate, Placeholder};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::frame::{mark, plain};

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let own = ty
        .path
        .iter()
        .map(|template| (format_ident!("{}Path", ty.ident), template));
    let further = ty
        .paths
        .iter()
        .map(|(ident, template)| (ident.clone(), template));
    let paths = own.chain(further).map(|(ident, template)| {
        let entity = entity_path(ty, &ident, template);
        let collection = collection_path(ty, &ident, template);
        quote!(#entity #collection)
    });
    paths.collect()
}

fn entity_path(ty: &StructuredType, ident: &Ident, template: &PathTemplate) -> TokenStream {
    let entity = &ty.ident;
    let text = template.text.value();
    let doc = format!("The path of a [`{entity}`]: `{text}`.");
    let leads_to = quote!(to #entity, parse;);
    path(
        ty,
        ident,
        &doc,
        (&template.literals, &template.placeholders),
        &leads_to,
    )
}

/// The name of the path of a collection: `UserCollectionPath` for `UserPath`.
fn collection_ident(of: &Ident) -> Ident {
    let name = of.to_string();
    let stem = name.strip_suffix("Path").unwrap_or(&name);
    format_ident!("{stem}CollectionPath")
}

fn collection_path(
    ty: &StructuredType,
    of: &Ident,
    template: &PathTemplate,
) -> Option<TokenStream> {
    let (literals, placeholders) = template.collection()?;
    let mut text = String::new();
    for (position, literal) in literals.iter().enumerate() {
        text.push_str(literal);
        if let Some(placeholder) = placeholders.get(position) {
            text.extend(["{", &placeholder.name, "}"]);
        }
    }
    let ident = collection_ident(of);
    let doc = format!("The path of the collection of [`{}`]: `{text}`.", ty.ident);
    if let ([collection], [before_key, ""]) = (&*literals, &*literal_texts(template))
        && before_key.strip_suffix('/') == Some(collection)
    {
        let (visibility, runtime) = (&ty.visibility, &ty.runtime);
        return Some(quote! {
            #runtime::templates::root_collection! {
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
    let mark = mark(ty.deprecation.is_some());
    if placeholders.is_empty() {
        return quote! {
            #runtime::templates::fixed_path! {
                #mark
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
        #runtime::templates::resource_path! {
                #mark
            #[doc = #doc] #visibility #ident [#(#fields)*] #count of [#(#literals)*]; #leads_to
        }
    }
}
