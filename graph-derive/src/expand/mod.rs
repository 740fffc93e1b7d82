//! The code that is generated: only what depends on the fields, everything else stands in the runtime.
//!
//! One file per generated thing. All impls of a type stand in one anonymous constant, in which `__graph`
//! is the runtime's private module; names of the author's are never shadowed there.

mod description;
mod enumeration;
mod object;
mod patch;
mod path;
mod query;
mod union;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{DeriveInput, Path, Type, parenthesized};

use crate::ast::{Enumeration, Kind, StructuredType, UnionType};
use crate::check;
use crate::errors::Errors;

/// Expands the derive that the attributes put on a type.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let Some(HandedOn { kind, arguments }) = handed_on(input) else {
        let message =
            "use `#[graph_entity]`, `#[graph_complex]`, `#[graph_union]` or `#[graph_enum]`";
        return syn::Error::new(input.ident.span(), message).to_compile_error();
    };
    let mut errors = Errors::default();
    let code = match kind {
        Kind::Entity | Kind::Complex => StructuredType::read(kind, arguments, input, &mut errors)
            .map(|mut ty| {
                check::structured_type(&mut ty, &mut errors);
                structured_type(&ty)
            }),
        Kind::Union => UnionType::read(arguments, input, &mut errors).map(|ty| union::expand(&ty)),
        Kind::Enumeration => Enumeration::read(arguments, input, &mut errors).map(|mut ty| {
            check::enumeration(&mut ty, &mut errors);
            enumeration::expand(&ty)
        }),
    };
    let errors = errors.into_tokens();
    quote!(#code #errors)
}

/// What the attribute hands on in `#[graph(entity(…))]`.
struct HandedOn {
    kind: Kind,
    arguments: TokenStream,
}

impl Parse for HandedOn {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(<Ident as syn::ext::IdentExt>::parse_any)?;
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| key == kind.key())
            .ok_or_else(|| syn::Error::new(key.span(), "unknown kind of type"))?;
        let arguments;
        parenthesized!(arguments in input);
        Ok(Self {
            kind,
            arguments: arguments.parse()?,
        })
    }
}

fn handed_on(input: &DeriveInput) -> Option<HandedOn> {
    let attribute = input
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("graph"))?;
    attribute.parse_args().ok()
}

fn structured_type(ty: &StructuredType) -> TokenStream {
    let runtime = &ty.runtime;
    let path_struct = path::definition(ty);
    let patch_struct = patch::definition(ty);
    let properties_struct = query::definition(ty);
    let assertions = description::assertions(ty);
    let description = description::expand(ty);
    let object = object::expand(ty);
    let patch = patch::expand(ty);
    let query = query::expand(ty);
    let path = path::expand(ty);
    let constant = in_constant(
        runtime,
        &quote!(#assertions #description #object #patch #query #path),
    );
    quote! {
        #path_struct
        #patch_struct
        #properties_struct
        #constant
    }
}

/// The constant that holds the impls of a type.
///
/// Some of the generated tokens stand at the author's, where the lint of qualifications would look at them.
fn in_constant(runtime: &Path, items: &TokenStream) -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            unused_qualifications,
            reason = "generated, whether or not all of it is used"
        )]
        const _: () = {
            use #runtime::__private as __graph;
            #items
        };
    }
}

/// Serde's `Serialize`; `write` is what it does with `self` and `serializer`.
fn serialize_impl(ident: &Ident, write: &TokenStream) -> TokenStream {
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

/// Serde's `Deserialize`, by the runtime's function for such a type.
fn deserialize_impl(ident: &Ident, read: &TokenStream) -> TokenStream {
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

/// The base type, or the runtime's stand-in for none.
fn base_of(ty: &StructuredType) -> TokenStream {
    match &ty.base {
        Some(base) => quote!(#base),
        None => quote!(__graph::NoBase),
    }
}

/// An item of the base type's `Members`. All of it stands where the base is named, so that a base which is not
/// annotated is reported there, and once.
fn of_base(ty: &StructuredType, item: &str) -> TokenStream {
    let base = base_of(ty);
    let span = ty.base.as_ref().map_or_else(Span::call_site, Spanned::span);
    let item = Ident::new(item, span);
    quote_spanned!(span=> <#base as __graph::StructuredType>::#item)
}

/// A number without a suffix, as a person writes it.
fn plain(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// A type as a message names it: without the path to it.
fn shown(ty: &Type) -> String {
    let ident = match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    };
    ident.map_or_else(|| ty.to_token_stream().to_string(), ToString::to_string)
}
