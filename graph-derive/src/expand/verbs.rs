//! The call of the template for the functions that start a request or read its response.

use graph_syntax::ast::StructuredType;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let StructuredType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let name = ty.name.value();
    let get = format!("Starts a GET of one `{name}`.");
    let list = format!("Starts a GET of a collection of `{name}`.");
    let create =
        format!("Starts the creation of a `{name}`, with what a client may set of `entity`.");
    let delete = format!("The request that deletes the `{name}` at `path`.");
    quote! {
        #runtime::__private::entity! {
            #visibility #ident;
            get #get list #list create #create delete #delete
        }
    }
}
