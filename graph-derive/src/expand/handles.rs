//! `TProperties`: the handles that queries name properties by.

use graph_syntax::ast::{MemberKind, Property, StructuredType};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::frame::of_base;
use super::patch::setter_docs;

fn properties_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Properties", ty.ident)
}

/// The properties that a query can name: all except annotations.
fn named(ty: &StructuredType) -> impl Iterator<Item = &Property> {
    let properties = ty.properties.iter();
    properties.filter(|property| property.kind != MemberKind::Annotation)
}

pub(super) fn definition(ty: &StructuredType) -> TokenStream {
    let (ident, visibility, runtime) = (properties_ident(ty), &ty.visibility, &ty.runtime);
    let doc = format!(
        "The properties of a [`{}`], as queries name them.",
        ty.ident
    );
    let base = type_of_base(ty).map(|base| {
        quote! {
            /// The properties of the base type.
            pub base: #base,
        }
    });
    let fields = named(ty).map(|property| {
        let Property {
            ident,
            visibility,
            docs,
            name,
            ..
        } = property;
        let docs = setter_docs(&format!("`{}`.", name.value()), docs);
        let (handle, value) = (handle(property), property.value_type());
        // The type does not say what a module writes, so a query cannot compare the property with a
        // value.
        let value = match property.with {
            None => quote!(#value),
            Some(_) => quote!(#runtime::__private::WrittenByModule<#value>),
        };
        quote!(#docs #visibility #ident: #runtime::query::#handle<#value>)
    });
    quote! {
        #[doc = #doc]
        #[allow(dead_code, reason = "generated code is not all used")]
        #visibility struct #ident {
            #base
            #(#fields,)*
        }
    }
}

/// The type of the base type's handles, with the span of the base.
fn type_of_base(ty: &StructuredType) -> Option<TokenStream> {
    let (base, runtime) = (ty.base.as_ref()?, &ty.runtime);
    Some(quote_spanned! {base.span()=>
        <#base as #runtime::__private::StructuredType>::Properties
    })
}

fn handle(property: &Property) -> Ident {
    let name = match property.kind {
        MemberKind::Navigation => "NavigationPropertyPath",
        MemberKind::Property | MemberKind::Annotation => "PropertyPath",
    };
    format_ident!("{name}")
}

/// The function of the `StructuredType` impl that creates the handles.
pub(super) fn of_members(ty: &StructuredType) -> TokenStream {
    let properties = properties_ident(ty);
    let base = ty.base.as_ref().map(|base| {
        let of_base = of_base(ty, "properties");
        quote_spanned!(base.span()=> base: #of_base(scope),)
    });
    let fields = named(ty).map(|property| {
        let Property { ident, name, .. } = property;
        let make = match property.kind {
            MemberKind::Navigation => quote!(navigation),
            MemberKind::Property | MemberKind::Annotation => quote!(property),
        };
        quote!(#ident: __graph::query::#make(scope, #name))
    });
    let is_empty = ty.base.is_none() && named(ty).next().is_none();
    let scope = if is_empty { quote!(_) } else { quote!(scope) };
    quote! {
        fn properties(#scope: __graph::PropertyScope) -> #properties {
            #properties {
                #base
                #(#fields,)*
            }
        }
    }
}

/// The type of the handles, as an item of the `StructuredType` impl.
pub(super) fn type_of_members(ty: &StructuredType) -> TokenStream {
    let properties = properties_ident(ty);
    quote!(
        type Properties = #properties;
    )
}

/// The `Deref` to the base type's handles, so that a query names inherited properties like the
/// type's own.
pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    ty.base.as_ref()?;
    let properties = properties_ident(ty);
    let base = type_of_base(ty)?;
    let deref = quote_spanned! {ty.base.as_ref()?.span()=>
        fn deref(&self) -> &Self::Target {
            &self.base
        }
    };
    // The compiler reports an error in a signature at the whole signature, so everything that names
    // the base has the span of the base.
    Some(quote! {
        #[automatically_derived]
        impl __graph::Deref for #properties {
            type Target = #base;

            #deref
        }
    })
}
