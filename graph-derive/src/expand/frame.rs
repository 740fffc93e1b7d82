//! The code that the parts of an expansion share: the constant around it, serde's impls, and ways
//! to name the base type.

use graph_syntax::ast::StructuredType;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Path, Type};

/// How an object of a type is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Into the type's default value.
    InPlace,
    /// Into a struct with a place for each member, because the type has no default value.
    Drafted,
}

/// The constant that holds the impls of a type.
///
/// Some of the generated tokens have spans of the author's code, so the `unused_qualifications`
/// lint would check them.
pub(super) fn in_constant(runtime: &Path, items: &TokenStream) -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            deprecated,
            unused_qualifications,
            reason = "generated code is not all used, and writes paths in full"
        )]
        const _: () = {
            use #runtime::__private as __graph;
            #items
        };
    }
}

/// The attribute of the generated impls of a type. Those of a deprecated type may use it.
pub(super) fn mark(is_deprecated: bool) -> TokenStream {
    if is_deprecated {
        quote!(#[allow(deprecated, reason = "the code of a deprecated type uses it")])
    } else {
        quote!(#[automatically_derived])
    }
}

/// Serde's `Serialize`. `write` is the body, which uses `self` and `serializer`.
pub(super) fn serialize_impl(ident: &Ident, write: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __graph::Serialize for #ident {
            fn serialize<__S: __graph::Serializer>(
                &self,
                serializer: __S,
            ) -> __graph::Result<__S::Ok, __S::Error> {
                #write
            }
        }
    }
}

/// Serde's `Deserialize`. `read` is the runtime's function for such a type.
pub(super) fn deserialize_impl(ident: &Ident, read: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl<'de> __graph::Deserialize<'de> for #ident {
            fn deserialize<__D: __graph::Deserializer<'de>>(
                deserializer: __D,
            ) -> __graph::Result<Self, __D::Error> {
                #read(deserializer)
            }
        }
    }
}

/// An item of the base type's `NamedType` impl. All of it has the span of the base, so that a base
/// that is not annotated is reported there, and only once.
pub(super) fn of_base(ty: &StructuredType, item: &str) -> Option<TokenStream> {
    let (base, runtime) = (ty.base.as_ref()?, &ty.runtime);
    let span = base.span();
    let item = Ident::new(item, span);
    Some(quote_spanned!(span=> <#base as #runtime::__private::NamedType>::#item))
}

/// A number without a suffix, as a person would write it.
pub(super) fn plain(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// The name of a type for a message: without the path to the type.
pub(super) fn shown(ty: &Type) -> String {
    let ident = match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    };
    ident.map_or_else(|| ty.to_token_stream().to_string(), ToString::to_string)
}
