//! `T::TYPE`: the type as data, and the traits that say which kind of type it is.

use graph_syntax::Kind;
use graph_syntax::ast::{Capability, MemberKind, Property, StructuredType};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::frame::{of_base, shown};

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
    let base = ty.base.as_ref().map(|_| {
        let description = of_base(ty, "TYPE");
        quote!(.derived_from(#description))
    });
    let properties = ty
        .properties
        .iter()
        .filter(|property| property.kind != MemberKind::Annotation)
        .map(property);
    let open = ty.additional.first().map(|_| quote!(.open()));
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
        quote!(#runtime::model::EntityType)
    } else {
        quote!(#runtime::model::ComplexType)
    };
    quote! {
        impl #ident {
            #[doc = #doc]
            #visibility const TYPE: &'static #runtime::model::TypeDescription =
                &#runtime::model::TypeDescription::#start(#name)
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
        let nullable = property.is_nullable();
        quote!(__graph::PropertyDescription::untyped(#name, #nullable))
    } else {
        quote!(__graph::PropertyDescription::new(#name, <#ty as __graph::Property>::SHAPE))
    };
    let capability = match property.capability {
        Capability::ReadWrite => None,
        Capability::ReadOnly => Some(quote!(.read_only())),
        Capability::CreateOnly => Some(quote!(.create_only())),
        Capability::Key => Some(quote!(.key())),
    };
    let not_null = property.not_null.as_ref().map(|_| quote!(.not_null()));
    let navigation = (property.kind == MemberKind::Navigation).then(|| quote!(.navigation()));
    quote!(#start #not_null #navigation #capability)
}

/// The checks that only the compiler can make, because the base type may be in another crate. An
/// error is reported at the base, or at the property that the base type already has.
pub(super) fn assertions(ty: &StructuredType) -> Option<TokenStream> {
    let (ident, base) = (&ty.ident, ty.base.as_ref()?);
    let base_description = of_base(ty, "TYPE");
    let base_name = shown(base);
    let (is_kind, kind) = if ty.kind == Kind::Entity {
        (quote!(#base_description.is_entity()), "an entity type")
    } else {
        (quote!(!#base_description.is_entity()), "a complex type")
    };
    let other_kind = format!("`{ident}` is {kind}, and its base `{base_name}` is not");
    let itself = format!("`{ident}` has the same `odata` name as one of its base types");
    let of_base = quote_spanned! {base.span()=>
        ::core::assert!(#is_kind, #other_kind);
        ::core::assert!(!#base_description.is_or_derives_from(#ident::TYPE), #itself);
    };
    let of_properties = ty.properties.iter().map(|property| {
        let name = &property.name;
        let repeated = format!(
            "`{}` is declared by `{base_name}` or one of its base types, remove it here",
            property.ident
        );
        quote_spanned! {property.ident.span()=>
            ::core::assert!(!#base_description.has_property(#name), #repeated);
        }
    });
    Some(quote! {
        const _: () = {
            #of_base
            #(#of_properties)*
        };
    })
}
