//! Lists of `key = value`, `key(…)` and bare keys. All arguments have this form.
//!
//! A mistake in one entry is recorded, and reading continues after the next comma.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Lit, LitStr, Token, token};

use crate::errors::Errors;
use crate::names;

/// Reads a list whose keys are `known`, and passes each key on with the input after it.
pub fn read(
    input: ParseStream<'_>,
    known: &[&str],
    errors: &mut Errors,
    mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let read = read_key(input, known).and_then(|key| {
            entry(&key, input, errors)?;
            if input.is_empty() || input.peek(Token![,]) {
                Ok(())
            } else if input.peek(Token![=]) || input.peek(token::Paren) {
                Err(input.error(format!("`{key}` takes no value, write `{key}` alone")))
            } else {
                Err(input.error(format!("expected a comma after `{key}`")))
            }
        });
        if let Err(error) = read {
            errors.push(error);
        }
        skip_to_next(input);
    }
}

fn read_key(input: ParseStream<'_>, known: &[&str]) -> syn::Result<Ident> {
    let valid = names::listed(known);
    if let Ok(name) = input.fork().parse::<LitStr>()
        && known.contains(&"odata")
    {
        let message = format!("write `odata = {}`", name.token());
        return Err(syn::Error::new(name.span(), message));
    }
    let key = input
        .call(Ident::parse_any)
        .map_err(|error| syn::Error::new(error.span(), format!("expected one of {valid}")))?;
    let mut text = key.unraw().to_string();
    while input.peek(Token![-]) && input.peek2(Ident::peek_any) {
        input.parse::<Token![-]>()?;
        text = format!("{text}-{}", input.call(Ident::parse_any)?);
    }
    if known.contains(&text.as_str()) {
        return Ok(key);
    }
    let message = match (
        names::hint(&text, known),
        names::nearest(&text, known.iter().copied()),
    ) {
        (Some(hint), _) => format!("unknown key `{text}`, {hint}; valid keys: {valid}"),
        (None, Some(meant)) => {
            format!("unknown key `{text}`, did you mean `{meant}`? valid keys: {valid}")
        }
        (None, None) => format!("unknown key `{text}`, valid keys: {valid}"),
    };
    Err(syn::Error::new(key.span(), message))
}

/// Reads the lists of all `#[graph(…)]` attributes as one list.
pub fn read_attributes(
    attributes: &[Attribute],
    known: &[&str],
    errors: &mut Errors,
    mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("graph"))
    {
        if attribute.meta.require_list().is_err() {
            errors.at(attribute, "write `#[graph(…)]` with a list of keys");
            continue;
        }
        let list = attribute.parse_args_with(|input: ParseStream<'_>| {
            if input.is_empty() {
                errors.at(attribute, "write `#[graph(…)]` with a list of keys");
            }
            read(input, known, errors, &mut entry);
            Ok(())
        });
        if let Err(error) = list {
            errors.push(error);
        }
    }
}

/// Skips the rest of an entry and the comma after it.
fn skip_to_next(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
    let _ = input.parse::<Option<Token![,]>>();
}

/// Reads `= value`.
pub fn value<T: Parse>(key: &Ident, input: ParseStream<'_>, example: &str) -> syn::Result<T> {
    if !input.peek(Token![=]) {
        let message = format!("`{key}` needs a value, write `{example}`");
        return Err(syn::Error::new(key.span(), message));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        let message = format!("`{key}` needs a value, write `{example}`");
        return Err(syn::Error::new(key.span(), message));
    }
    input
        .parse::<T>()
        .map_err(|error| syn::Error::new(error.span(), format!("write `{example}`")))
}

/// Reads `= "…"`, with a string as the value.
pub fn text(key: &Ident, input: ParseStream<'_>, example: &str) -> syn::Result<LitStr> {
    let given = input.fork();
    let (is_set, mut rest) = (
        given
            .parse::<Option<Token![=]>>()
            .is_ok_and(|it| it.is_some()),
        TokenStream::new(),
    );
    while !given.is_empty() && !given.peek(Token![,]) {
        rest.extend([given.parse::<TokenTree>()?]);
    }
    let text = rest.to_string().replace(' ', "");
    let refused = |message: String| Err(syn::Error::new_spanned(&rest, message));
    let is_name = text.split('.').all(names::is_odata_identifier) && text.contains('.');
    if !is_set && text.starts_with("(\"") {
        let literal = text.trim_start_matches('(').trim_end_matches(')');
        return refused(format!("write `{key} = {literal}`"));
    }
    if is_set && is_name {
        return refused(format!("write `{key} = \"{text}\"`"));
    }
    let mut after = rest.clone().into_iter().skip(1);
    if let (true, Some(TokenTree::Ident(next)), true) =
        (is_set, after.next(), starts_with_literal(&rest))
    {
        let message = format!("write a comma before `{next}`");
        return Err(syn::Error::new(next.span(), message));
    }
    if is_set && !rest.is_empty() && syn::parse2::<Lit>(rest.clone()).is_err() {
        return refused(format!(
            "the macro reads `{key}` as it is written, so it is a string literal, such as `{example}`"
        ));
    }
    value(key, input, example)
}

fn starts_with_literal(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next();
    matches!(first, Some(TokenTree::Literal(_)))
}

/// A value that may be given only once.
pub struct Once<T>(Option<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Once<T> {
    pub fn set(&mut self, key: &impl ToTokens, value: T, errors: &mut Errors) {
        if self.0.is_some() {
            errors.at(
                key,
                format_args!("`{}` is given twice", key.to_token_stream()),
            );
        } else {
            self.0 = Some(value);
        }
    }

    pub fn into_inner(self) -> Option<T> {
        self.0
    }
}
