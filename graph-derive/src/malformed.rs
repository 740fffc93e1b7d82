//! Items that do not parse as a type. The compiler has reported the syntax error before it calls the
//! macro. So the macro mends the item if it can, and otherwise hands it on, without the attributes
//! that the compiler does not know.

use graph_syntax::Kind;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, DeriveInput, Field, Token, Variant};

/// Adds the commas that are missing between fields or variants, and removes attributes and
/// documentation that no field or variant follows. These are the usual slips while someone types.
/// Returns `None` if the item has other mistakes.
pub(crate) fn mended(item: &TokenStream) -> Option<DeriveInput> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_enum = tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(ident) if ident == "enum"));
    let Some(TokenTree::Group(body)) = tokens.last_mut() else {
        return None;
    };
    if body.delimiter() != Delimiter::Brace {
        return None;
    }
    let parts = if is_enum {
        separated(Variant::parse).parse2(body.stream())
    } else {
        separated(Field::parse_named).parse2(body.stream())
    };
    let mut mended = Group::new(Delimiter::Brace, parts.ok()?);
    mended.set_span(body.span());
    *body = mended;
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// Reads parts that should be separated by commas, and separates them.
fn separated<P: ToTokens>(
    part: fn(ParseStream<'_>) -> syn::Result<P>,
) -> impl Fn(ParseStream<'_>) -> syn::Result<TokenStream> {
    move |input| {
        let mut parts = TokenStream::new();
        while !input.is_empty() {
            let ahead = input.fork();
            if Attribute::parse_outer(&ahead).is_ok() && ahead.is_empty() {
                Attribute::parse_outer(input)?;
                break;
            }
            let part = part(input)?;
            input.parse::<Option<Token![,]>>()?;
            parts.extend(quote!(#part,));
        }
        Ok(parts)
    }
}

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
