//! `TPath` and `TCollectionPath`: the placeholders of the path as named fields.

use graph_syntax::Placeholder;
use graph_syntax::ast::StructuredType;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::frame::plain;

/// A path that is generated for a type: to one entity, or to the collection of entities.
struct Path<'t> {
    ident: Ident,
    doc: String,
    literals: Vec<String>,
    placeholders: &'t [Placeholder],
}

fn entity_path(ty: &StructuredType) -> Option<Path<'_>> {
    let template = ty.path.as_ref()?;
    let doc = format!(
        "The path of a [`{}`]: `{}`.",
        ty.ident,
        template.text.value()
    );
    Some(Path {
        ident: format_ident!("{}Path", ty.ident),
        doc,
        literals: template.literals.clone(),
        placeholders: &template.placeholders,
    })
}

fn collection_path(ty: &StructuredType) -> Option<Path<'_>> {
    let (literals, placeholders) = ty.path.as_ref()?.collection()?;
    let mut text = String::new();
    for (position, literal) in literals.iter().enumerate() {
        text.push_str(literal);
        if let Some(placeholder) = placeholders.get(position) {
            text.extend(["{", &placeholder.name, "}"]);
        }
    }
    Some(Path {
        ident: format_ident!("{}CollectionPath", ty.ident),
        doc: format!("The path of the collection of [`{}`]: `{text}`.", ty.ident),
        literals,
        placeholders,
    })
}

pub(super) fn definition(ty: &StructuredType) -> TokenStream {
    let paths = [entity_path(ty), collection_path(ty)];
    let structs = paths.iter().flatten().map(|path| path_struct(ty, path));
    quote!(#(#structs)*)
}

fn path_struct(ty: &StructuredType, path: &Path<'_>) -> TokenStream {
    let Path { ident, doc, .. } = path;
    let visibility = &ty.visibility;
    let derives = quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
        )]
    };
    if path.placeholders.is_empty() {
        return quote!(#derives #visibility struct #ident;);
    }
    let fields = path.placeholders.iter().map(|placeholder| {
        let field = &placeholder.field;
        let doc = format!("The value of `{{{}}}`.", placeholder.name);
        quote!(#[doc = #doc] pub #field: &'a str)
    });
    quote! {
        #derives
        #visibility struct #ident<'a> {
            #(#fields,)*
        }
    }
}

pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    let path = entity_path(ty)?;
    let collection = collection_path(ty);
    let (entity, runtime) = (&ty.ident, &ty.runtime);
    let resource_path = resource_path(ty, &path);
    let with_values = with_lifetime(&path, &quote!('_));
    let collection = collection.map(|collection| {
        let resource_path = self::resource_path(ty, &collection);
        let collection = with_lifetime(&collection, &quote!('_));
        let of_entity = with_lifetime(&path, &quote!('static));
        quote! {
            #resource_path

            #[automatically_derived]
            impl #runtime::path::CollectionPath for #collection {
                type Entity = #of_entity;
            }
        }
    });
    Some(quote! {
        #resource_path

        #[automatically_derived]
        impl #runtime::path::PathTo<#entity> for #with_values {}

        impl #with_values {
            /// Reads a path from its string form, or from a URL such as an `@odata.id`.
            ///
            /// # Errors
            ///
            /// When the string does not match the template, or a value is empty or not UTF-8.
            pub fn parse(text: &str) -> __graph::Result<#runtime::path::ParsedPath<Self>, #runtime::path::PathError> {
                <Self as #runtime::path::ResourcePath>::parse(text)
            }
        }

        #collection
    })
}

/// The type of a path, with this lifetime if the path has values.
fn with_lifetime(path: &Path<'_>, lifetime: &TokenStream) -> TokenStream {
    let ident = &path.ident;
    if path.placeholders.is_empty() {
        quote!(#ident)
    } else {
        quote!(#ident<#lifetime>)
    }
}

fn resource_path(ty: &StructuredType, path: &Path<'_>) -> TokenStream {
    let (ident, runtime, literals) = (&path.ident, &ty.runtime, &path.literals);
    let names = path
        .placeholders
        .iter()
        .map(|placeholder| &placeholder.name);
    let fields: Vec<_> = path
        .placeholders
        .iter()
        .map(|placeholder| &placeholder.field)
        .collect();
    let count = plain(fields.len());
    let (elided, at) = (
        with_lifetime(path, &quote!('_)),
        with_lifetime(path, &quote!('__v)),
    );
    let (argument, body) = if fields.is_empty() {
        (quote!(_), quote!(#ident))
    } else {
        let body = quote! {
            let [#(#fields),*] = values;
            #ident { #(#fields),* }
        };
        (quote!(values), body)
    };
    quote! {
        #[automatically_derived]
        impl #runtime::path::ResourcePath for #elided {
            type Values = [__graph::String; #count];
            type At<'__v> = #at;

            const TEMPLATE: &'static #runtime::path::PathTemplate =
                &#runtime::path::PathTemplate::new(&[#(#literals),*], &[#(#names),*]);

            fn with_values<__R>(&self, then: impl __graph::FnOnce(&[&str]) -> __R) -> __R {
                then(&[#(self.#fields),*])
            }

            fn at(#argument: &[__graph::String; #count]) -> #elided {
                #body
            }
        }

        #[automatically_derived]
        impl __graph::Display for #elided {
            fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
                __graph::display_path(self, f)
            }
        }
    }
}
