//! The generated code: only the parts that depend on the fields. Everything else is in the runtime.
//!
//! There is one file per generated item. Structured types and paths call the templates of the
//! runtime, with a line for each field. The impls of unions and enumerations are in one anonymous
//! constant, in which `__graph` is the private module of the runtime. The constant never shadows
//! the author's names.

mod description;
mod enumeration;
mod frame;
mod functions;
mod handles;
mod operation;
mod patch;
mod path;
mod structured_type;
mod union;

use graph_syntax::{Annotated, Arguments, Errors, Kind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, parenthesized};

pub(crate) use frame::Reading;

/// Expands the derive that the attributes put on a type with conditional fields.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let Some(handed_on) = handed_on(input) else {
        let message = "use one of the attributes, such as `#[graph_entity]`";
        return syn::Error::new(input.ident.span(), message).to_compile_error();
    };
    let HandedOn {
        kind,
        reading,
        arguments,
    } = handed_on;
    let mut errors = Errors::default();
    let arguments = Arguments::read(kind, &input.ident, arguments, &mut errors);
    let code = annotated(kind, reading, arguments, input, true, &mut errors);
    let errors = errors.into_tokens();
    quote!(#code #errors)
}

/// Expands a type whose conditional fields are resolved. Mistakes are recorded. `is_sound` says that none
/// was found before.
pub(crate) fn annotated(
    kind: Kind,
    reading: Reading,
    arguments: Arguments,
    input: &DeriveInput,
    is_sound: bool,
    errors: &mut Errors,
) -> Option<TokenStream> {
    match graph_syntax::read(kind, arguments, input, errors)? {
        Annotated::Structured(ty) => {
            let is_sound = is_sound && errors.is_empty();
            Some(structured_type::expand(&ty, reading, is_sound))
        }
        Annotated::Union(ty) => union::expand(&ty),
        Annotated::Enumeration(ty) => Some(enumeration::expand(&ty)),
        Annotated::Operation(operation) => Some(operation::expand(&operation)),
    }
}

/// The arguments that the attribute hands on in `#[graph(entity(…))]`, or in `#[graph(entity(…), in_place)]` for a
/// type that derives `Default`.
struct HandedOn {
    kind: Kind,
    reading: Reading,
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
        let arguments = arguments.parse()?;
        let reading = if input.is_empty() {
            Reading::Drafted
        } else {
            input.parse::<TokenStream>()?;
            Reading::InPlace
        };
        Ok(Self {
            kind,
            reading,
            arguments,
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
