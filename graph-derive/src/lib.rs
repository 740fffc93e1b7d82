//! The attribute macros of `graph-model`, which re-exports and documents them.
//!
//! Data flows in one direction. `attribute` inserts the base field. It hands a type with fields
//! under `#[cfg]` to a derive, so that these are resolved before they are read. `graph_syntax`
//! reads and checks the type. `expand` writes the code. A type with errors is expanded without the
//! faulty parts, so that its uses elsewhere still compile.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

mod attribute;
mod attribute_lists;
mod documentation;
mod expand;
#[cfg(test)]
mod expected;
mod field_types;
#[cfg(test)]
mod half_typed;
mod malformed;
mod serde_attributes;

use graph_syntax::Kind;

/// See `graph_model::graph_entity`.
#[proc_macro_attribute]
pub fn graph_entity(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Entity, &arguments.into(), &item.into()).into()
}

/// See `graph_model::graph_complex`.
#[proc_macro_attribute]
pub fn graph_complex(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Complex, &arguments.into(), &item.into()).into()
}

/// See `graph_model::graph_union`.
#[proc_macro_attribute]
pub fn graph_union(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Union, &arguments.into(), &item.into()).into()
}

/// See `graph_model::graph_enum`.
#[proc_macro_attribute]
pub fn graph_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Enumeration, &arguments.into(), &item.into()).into()
}

/// See `graph_model::graph_action`.
#[proc_macro_attribute]
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Action, &arguments.into(), &item.into()).into()
}

/// See `graph_model::graph_function`.
#[proc_macro_attribute]
pub fn graph_function(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(Kind::Function, &arguments.into(), &item.into()).into()
}

/// The derive that the attributes add to a type. Do not use it directly.
#[doc(hidden)]
#[proc_macro_derive(GraphType, attributes(graph))]
pub fn graph_type(item: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(item as syn::DeriveInput);
    expand::derive(&input).into()
}
