//! `TPath`: the placeholders of the path as named fields.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ast::StructuredType;

fn path_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Path", ty.ident)
}

pub(super) fn definition(ty: &StructuredType) -> Option<TokenStream> {
    let template = ty.path.as_ref()?;
    let (ident, visibility) = (path_ident(ty), &ty.visibility);
    let doc = format!(
        "The path of a [`{}`]: `{}`.",
        ty.ident,
        template.text.value()
    );
    let derives = quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
        )]
    };
    if template.placeholders.is_empty() {
        return Some(quote!(#derives #visibility struct #ident;));
    }
    let fields = template.placeholders.iter().map(|placeholder| {
        let field = &placeholder.field;
        let doc = format!("The value of `{{{}}}`.", placeholder.name);
        quote!(#[doc = #doc] pub #field: &'a str)
    });
    Some(quote! {
        #derives
        #visibility struct #ident<'a> {
            #(#fields,)*
        }
    })
}

pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    let template = ty.path.as_ref()?;
    let (entity, ident, runtime) = (&ty.ident, path_ident(ty), &ty.runtime);
    let literals = &template.literals;
    let names = template
        .placeholders
        .iter()
        .map(|placeholder| &placeholder.name);
    let fields: Vec<_> = template
        .placeholders
        .iter()
        .map(|placeholder| &placeholder.field)
        .collect();
    let count = super::plain(fields.len());
    let empty = fields.is_empty();
    let (elided, at) = if empty {
        (quote!(), quote!())
    } else {
        (quote!(<'_>), quote!(<'__v>))
    };
    let (argument, body) = if empty {
        (quote!(_), quote!(#ident))
    } else {
        let body = quote! {
            let [#(#fields),*] = values;
            #ident { #(#fields),* }
        };
        (quote!(values), body)
    };
    Some(quote! {
        #[automatically_derived]
        impl #runtime::ResourcePath for #ident #elided {
            type Values = [__graph::String; #count];
            type At<'__v> = #ident #at;

            const TEMPLATE: &'static #runtime::PathTemplate =
                &#runtime::PathTemplate::new(&[#(#literals),*], &[#(#names),*]);

            fn with_values<__R>(&self, then: impl __graph::FnOnce(&[&str]) -> __R) -> __R {
                then(&[#(self.#fields),*])
            }

            fn at(#argument: &[__graph::String; #count]) -> #ident #elided {
                #body
            }
        }

        #[automatically_derived]
        impl #runtime::PathTo<#entity> for #ident #elided {}

        impl #ident #elided {
            /// Reads a path back, from its own text or from a whole URL such as an `@odata.id`.
            ///
            /// # Errors
            ///
            /// When the text does not follow the template, or a value is empty or no UTF-8.
            pub fn parse(text: &str) -> __graph::Result<#runtime::ParsedPath<Self>, #runtime::PathError> {
                <Self as #runtime::ResourcePath>::parse(text)
            }
        }

        #[automatically_derived]
        impl __graph::Display for #ident #elided {
            fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
                __graph::display_path(self, f)
            }
        }
    })
}
