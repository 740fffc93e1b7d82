//! Actions and functions: the call of the template for their parameters.

use graph_syntax::Kind;
use graph_syntax::ast::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::description;
use super::frame::mark;

pub(super) fn expand(operation: &Operation) -> TokenStream {
    let Operation {
        ident,
        visibility,
        name,
        runtime,
        ..
    } = operation;
    let kind = kind(operation);
    let calls = calls(operation);
    let returns = operation
        .returns
        .as_ref()
        .map(|ty| quote_spanned!(ty.span()=> <#ty as #runtime::__private::PropertyType>::SHAPE));
    let response = response(operation);
    let modules = description::modules(&operation.parameters, runtime);
    let members = description::members(&operation.parameters, runtime);
    let mark = mark(operation.deprecation.is_some());
    quote! {
        #runtime::templates::operation! {
            #mark
            #visibility #ident: #kind, #name;
            #calls
            returns [#returns] #response;
            parameters [#modules] [#(#members)*]
        }
    }
}

fn kind(operation: &Operation) -> Ident {
    let kind = match operation.kind {
        Kind::Function => "function",
        _ => "action",
    };
    Ident::new(kind, operation.ident.span())
}

/// The functions that make the request, and the route that continues from a function.
fn calls(operation: &Operation) -> TokenStream {
    let route = (operation.kind == Kind::Function)
        .then(|| target(operation))
        .flatten();
    match binding(operation) {
        Some(on) => {
            let route = route.map(|target| quote!(to_route #target));
            quote!(bound to #on: at #route;)
        }
        None => {
            let route = route.map(|target| quote!(route #target));
            quote!(unbound: request #route;)
        }
    }
}

/// The type that the operation is bound to. All of it has the span of the author's type.
fn binding(operation: &Operation) -> Option<TokenStream> {
    let on = operation.on.as_ref()?;
    Some(match operation.on_collection() {
        Some(item) => collection_of(&operation.runtime, item),
        None => on.to_token_stream(),
    })
}

/// The type of the response: a collection comes in pages, and a stream as its bytes.
fn response(operation: &Operation) -> TokenStream {
    let runtime = &operation.runtime;
    match (&operation.returns, operation.returned_item()) {
        (None, _) => quote!(()),
        (Some(_), Some(item)) => quote_spanned!(item.span()=> #runtime::Page<#item>),
        (Some(_), None) if operation.returns_stream() => quote!(#runtime::http::Download),
        (Some(ty), None) => ty.to_token_stream(),
    }
}

/// The type at the end of a route through the function.
fn target(operation: &Operation) -> Option<TokenStream> {
    Some(match operation.returned_item() {
        Some(item) => collection_of(&operation.runtime, item),
        None => operation.returned()?.to_token_stream(),
    })
}

fn collection_of(runtime: &Path, item: &syn::Type) -> TokenStream {
    quote_spanned!(item.span()=> #runtime::path::Collection<#item>)
}
