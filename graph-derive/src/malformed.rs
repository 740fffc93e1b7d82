//! Items that do not parse as a type: the compiler explains a syntax error better than the macro, so
//! the item is handed on, without the attributes that the compiler does not know.

use graph_syntax::Kind;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;

/// Whether the item that could not be parsed was meant to declare a type.
pub(crate) fn declares_type(item: &TokenStream) -> bool {
    let keywords = ["struct", "enum", "union"];
    item.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => keywords.iter().any(|keyword| ident == keyword),
        _ => false,
    })
}

/// The tokens without `#[graph(…)]`, which the compiler would not know.
pub(crate) fn without_graph_attributes(tokens: TokenStream) -> TokenStream {
    let is_graph = |group: &Group| {
        let first = group.stream().into_iter().next();
        group.delimiter() == Delimiter::Bracket
            && matches!(first, Some(TokenTree::Ident(ident)) if ident == "graph")
    };
    let mut tokens = tokens.into_iter().peekable();
    let mut kept = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct)
                if punct.as_char() == '#'
                    && matches!(tokens.peek(), Some(TokenTree::Group(group)) if is_graph(group)) =>
            {
                tokens.next();
            }
            TokenTree::Group(group) => {
                let inner = without_graph_attributes(group.stream());
                let mut rebuilt = Group::new(group.delimiter(), inner);
                rebuilt.set_span(group.span());
                kept.extend([TokenTree::Group(rebuilt)]);
            }
            token => kept.extend([token]),
        }
    }
    kept
}

/// Reports an attribute on a function, a module or another item that does not declare a type.
pub(crate) fn not_a_type(kind: Kind, item: &TokenStream) -> TokenStream {
    let message = format!("`{}` goes on {}", kind.attribute(), kind.item());
    let error = syn::Error::new(Span::call_site(), message).to_compile_error();
    quote!(#item #error)
}
