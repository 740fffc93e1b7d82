//! `T::TYPE`: the type as data, and the traits that say of which kind it is.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Capability, Kind, Property, StructuredType};

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let StructuredType {
        ident,
        name,
        runtime,
        ..
    } = ty;
    let start = if ty.kind == Kind::Entity {
        quote!(entity)
    } else {
        quote!(complex)
    };
    let tag = ty.tag_text().map(|tag| quote!(.tagged(#tag)));
    let base = ty
        .base
        .as_ref()
        .map(|base| quote!(.derived_from(<#base as #runtime::StructuredType>::TYPE)));
    let properties = ty.properties.iter().map(property);
    let open = ty.additional.as_ref().map(|_| quote!(.open()));
    let path = ty.path.as_ref().map(|path| {
        let text = &path.text;
        quote!(.at_path(#text))
    });
    let (delegated, application) = (&ty.permissions.delegated, &ty.permissions.application);
    let permissions = (!delegated.is_empty() || !application.is_empty())
        .then(|| quote!(.with_permissions(&[#(#delegated),*], &[#(#application),*])));
    let doc = format!("The description of `{}`.", name.value());
    let visibility = &ty.visibility;
    let kind = if ty.kind == Kind::Entity {
        quote!(#runtime::EntityType)
    } else {
        quote!(#runtime::ComplexType)
    };
    quote! {
        #[allow(dead_code)]
        impl #ident {
            #[doc = #doc]
            #visibility const TYPE: &'static #runtime::TypeDescription =
                &#runtime::TypeDescription::#start(#name)
                    #tag
                    #base
                    .with_properties(&[#(#properties),*])
                    #open
                    #path
                    #permissions;
        }

        #[automatically_derived]
        impl #kind for #ident {}
    }
}

fn property(property: &Property) -> TokenStream {
    let (name, ty) = (&property.name, &property.ty);
    let start = if property.with.is_some() {
        let nullable = property.is_optional();
        quote!(__graph::PropertyDescription::untyped(#name, #nullable))
    } else {
        quote!(__graph::PropertyDescription::new::<#ty>(#name))
    };
    let capability = match property.capability {
        Capability::ReadWrite => None,
        Capability::ReadOnly => Some(quote!(.read_only())),
        Capability::CreateOnly => Some(quote!(.create_only())),
        Capability::Key => Some(quote!(.key())),
    };
    quote!(#start #capability)
}
