//! Tests of the list of mistakes.

use graph_syntax::Errors;
use proc_macro2::{Ident, Span};

#[test]
fn a_list_is_empty_until_a_mistake_is_recorded() {
    let mut errors = Errors::default();
    assert_eq!((errors.is_empty(), errors.len()), (true, 0));
    let ident = Ident::new("user", Span::call_site());
    errors.at(&ident, "write `mail`");
    assert_eq!((errors.is_empty(), errors.len()), (false, 1));
    errors.push(syn::Error::new(ident.span(), "write `name`"));
    assert_eq!((errors.is_empty(), errors.len()), (false, 2));
    assert_eq!(
        errors.into_tokens().to_string(),
        ":: core :: compile_error ! { \"write `mail`\" } :: core :: compile_error ! { \"write `name`\" }"
    );
}
