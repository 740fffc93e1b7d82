//! Tests that half-typed input, which an editor passes on while the author types, never makes the
//! macros panic.

use graph_syntax::Kind;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

use crate::{attribute, expand};

/// The stream with its end cut off, with one token left out, and with one token doubled, at every
/// position and in every group.
fn variations(tokens: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut all = Vec::new();
    for (position, tree) in trees.iter().enumerate() {
        let (before, after) = (&trees[..position], &trees[position + 1..]);
        all.push(before.iter().cloned().collect());
        all.push(before.iter().chain(after).cloned().collect());
        all.push(
            before
                .iter()
                .chain([tree, tree])
                .chain(after)
                .cloned()
                .collect(),
        );
        if let TokenTree::Group(group) = tree {
            for inner in variations(&group.stream()) {
                let group = TokenTree::Group(Group::new(group.delimiter(), inner));
                all.push(
                    before
                        .iter()
                        .chain([&group])
                        .chain(after)
                        .cloned()
                        .collect(),
                );
            }
        }
    }
    all
}

/// Runs the attribute and, if it hands on a type, the derive. Also runs the derive on the item
/// itself.
fn run(kind: Kind, arguments: &TokenStream, item: &TokenStream) {
    let handed_on = attribute::expand(kind, arguments, item);
    if let Ok(file) = syn::parse2::<syn::DeriveInput>(handed_on) {
        expand::derive(&file);
    }
    if let Ok(input) = syn::parse2(quote!(#[graph(entity(#arguments))] #item)) {
        expand::derive(&input);
    }
}

#[test]
fn half_typed_input_never_panics() {
    let arguments = quote! {
        odata = "microsoft.graph.user", path = "/users/{userId}/of(name='{name}')", base = Person, tag = bare,
        permissions(delegated = ["User.Read"], application = []), crate = sdk::graph_model, flags
    };
    let structure = quote! {
        /// Somebody.
        #[derive(Clone, serde::Serialize)]
        pub struct User {
            #[graph(name = "mail", read_only, default = seven, with = module)]
            pub mail: Option<Box<String>>,
            #[graph(annotation = "@odata.context")]
            #[serde(default)]
            context: Presence<String>,
            #[graph(navigation, create_only)]
            manager: Vec<User>,
            #[graph(additional)]
            more: Map,
        }
    };
    let variants = quote! {
        pub enum Any {
            #[graph(name = "a", value = -1)]
            A(User),
            B,
            #[graph(unknown)]
            Unknown(UnknownObject),
        }
    };
    for kind in Kind::ALL {
        for item in [&structure, &variants] {
            run(kind, &arguments, item);
            for arguments in variations(&arguments) {
                run(kind, &arguments, item);
            }
            for item in variations(item) {
                run(kind, &arguments, &item);
            }
        }
    }
}

#[test]
fn an_item_with_other_mistakes_is_handed_on_without_attributes_of_the_macro() {
    let arguments = quote!(odata = "microsoft.graph.user");
    let item = quote! {
        #[derive(Clone, Debug)]
        #[graph(above)]
        pub struct User {
            #[graph(name = "mail", read_only)]
            #[cfg(test)]
            pub mail Option<String>,
            pub ids: [graph; 2],
            #[doc = "Kept."]
            pub key: graph!(#[graph(inside)] [graph]),
        }
    };
    let expected = quote! {
        #[derive(Clone, Debug)]
        pub struct User {
            #[cfg(test)]
            pub mail Option<String>,
            pub ids: [graph; 2],
            #[doc = "Kept."]
            pub key: graph!([graph]),
        }
    };
    let handed_on = attribute::expand(Kind::Entity, &arguments, &item);
    assert_eq!(handed_on.to_string(), expected.to_string());
}

#[test]
fn no_template_makes_the_macros_panic() {
    let item = quote!(
        pub struct User {}
    );
    for template in [
        "",
        "/",
        "{",
        "}",
        "{}",
        "/{",
        "/}",
        "/{a",
        "/{a}}",
        "/{{a}}",
        "/{a}{b}",
        "/'{a}",
        "/'{a}'",
        "''",
        "'",
        "/{é}",
        "/{1}",
        "/{a b}",
        "/{a|b}",
        "//{a}//",
        "/{self}",
        "/{crate}",
        "/{_}",
        "/{__}",
        "/{a}/{A}",
        "://",
        "/🙂{a}🙂",
    ] {
        let arguments = quote!(odata = "contoso.a", path = #template);
        run(Kind::Entity, &arguments, &item);
    }
}
