//! The generated code: only the parts that depend on the fields. Everything else is in the runtime.
//!
//! There is one file per generated item. All impls of a type are in one anonymous constant, in
//! which `__graph` is the private module of the runtime. The constant never shadows the author's
//! names.

mod description;
mod enumeration;
mod frame;
mod handles;
mod object;
mod patch;
mod path;
mod union;
mod verbs;

use graph_syntax::ast::StructuredType;
use graph_syntax::{Annotated, Errors, Kind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, parenthesized};

use frame::in_constant;

/// Expands the derive that the attributes put on a type.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let Some(HandedOn { kind, arguments }) = handed_on(input) else {
        let message =
            "use `#[graph_entity]`, `#[graph_complex]`, `#[graph_union]` or `#[graph_enum]`";
        return syn::Error::new(input.ident.span(), message).to_compile_error();
    };
    let mut errors = Errors::default();
    let annotated = graph_syntax::read(kind, arguments, input, &mut errors);
    let code = annotated.and_then(|annotated| match annotated {
        Annotated::Structured(ty) => Some(structured_type(&ty)),
        Annotated::Union(ty) => union::expand(&ty),
        Annotated::Enumeration(ty) => Some(enumeration::expand(&ty)),
    });
    let errors = errors.into_tokens();
    quote!(#code #errors)
}

/// The kind and the arguments that the attribute hands on in `#[graph(entity(…))]`.
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
    let properties_struct = handles::definition(ty);
    let assertions = description::assertions(ty);
    let description = description::expand(ty);
    let object = object::expand(ty);
    let patch = patch::expand(ty);
    let handles = handles::expand(ty);
    let verbs = verbs::expand(ty);
    let path = path::expand(ty);
    let constant = in_constant(
        runtime,
        &quote!(#assertions #description #object #patch #handles #verbs #path),
    );
    quote! {
        #path_struct
        #patch_struct
        #properties_struct
        #constant
    }
}
