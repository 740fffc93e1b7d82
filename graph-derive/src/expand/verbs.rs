//! The functions that start a request or read its response: `get`, `list`, `create`, `patch`,
//! `delete`, `changes_since`, `from_response`.

use graph_syntax::Kind;
use graph_syntax::ast::StructuredType;
use proc_macro2::TokenStream;
use quote::quote;

use super::patch::patch_ident;

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let StructuredType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let patch = patch_ident(ty);
    let patch_docs = patch_docs(ty);
    let of_entity = (ty.kind == Kind::Entity).then(|| of_entity(ty));
    quote! {
        impl #ident {
            #(#[doc = #patch_docs])*
            #visibility fn patch() -> #patch {
                #patch(#runtime::patch::PatchDocument::new(Self::TYPE))
            }

            /// The smallest patch that turns `before` into this value.
            #visibility fn changes_since(&self, before: &Self) -> #patch {
                #patch(__graph::changes(self, before))
            }

            #of_entity
        }
    }
}

/// The functions that only entities have, because only entities have paths.
fn of_entity(ty: &StructuredType) -> TokenStream {
    let StructuredType {
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
        #[doc = #get]
        #visibility fn get() -> #runtime::query::Query<Self, #runtime::query::OneEntity> {
            #runtime::query::Query::new()
        }

        #[doc = #list]
        #visibility fn list() -> #runtime::query::Query<Self, #runtime::query::EntityCollection> {
            #runtime::query::Query::new()
        }

        #[doc = #create]
        #visibility fn create(entity: &Self) -> #runtime::http::NewEntity<Self> {
            #runtime::http::NewEntity::new(entity)
        }

        #[doc = #delete]
        #visibility fn delete(
            path: &impl #runtime::path::PathTo<Self>,
        ) -> #runtime::http::RequestBuilder<()> {
            #runtime::http::RequestBuilder::delete(path)
        }

        /// Reads the response to an update of this entity.
        ///
        /// # Errors
        ///
        /// If the status is not a success, or the body is not of this type.
        #visibility fn from_response(
            response: __graph::Response<impl __graph::AsRef<[u8]>>,
        ) -> __graph::Result<#runtime::http::Updated<Self>, #runtime::http::ResponseError> {
            #runtime::http::FromResponse::from_response(response)
        }
    }
}

fn patch_docs(ty: &StructuredType) -> Vec<String> {
    let mut docs = vec![format!(
        "Starts a PATCH of a `{}`, with nothing set.",
        ty.name.value()
    )];
    for (kind, permissions) in [
        ("Delegated", &ty.permissions.delegated),
        ("Application", &ty.permissions.application),
    ] {
        if !permissions.is_empty() {
            let names: Vec<_> = permissions
                .iter()
                .map(|name| format!("`{}`", name.value()))
                .collect();
            docs.push(String::new());
            docs.push(format!("{kind} permissions: {}.", names.join(", ")));
        }
    }
    docs
}
