//! The call of the template for the functions that start a patch or a request, or read a response.

use graph_syntax::Kind;
use graph_syntax::ast::StructuredType;
use proc_macro2::TokenStream;
use quote::quote;

use super::patch::patch_ident;

pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    let StructuredType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let patch = ty.has_patch.then(|| {
        let (patch, starts) = (patch_ident(ty), starts_doc(ty));
        quote!(#patch #starts)
    });
    let entity = (ty.kind == Kind::Entity).then_some(ident);
    (patch.is_some() || entity.is_some()).then(|| {
        quote! {
            #runtime::templates::functions! {
                #visibility #ident;
                patch [#patch]
                entity [#entity]
            }
        }
    })
}

fn starts_doc(ty: &StructuredType) -> String {
    let mut doc = format!(
        "Starts a PATCH of a `{}`, with nothing set.",
        ty.name.value()
    );
    for (kind, permissions) in [
        ("Delegated", &ty.permissions.delegated),
        ("Application", &ty.permissions.application),
    ] {
        if !permissions.is_empty() {
            let names: Vec<_> = permissions
                .iter()
                .map(|name| format!("`{}`", name.value()))
                .collect();
            doc.extend(["\n\n", kind, " permissions: ", &names.join(", "), "."]);
        }
    }
    doc
}
