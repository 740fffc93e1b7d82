//! `TProperties`: the handles that queries and patches name properties by.

use graph_syntax::ast::{MemberKind, Property, StructuredType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::frame::{mark, of_base};

fn handles_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Properties", ty.ident)
}

/// The `Deref` to the base type's handles, so that a query names inherited properties like the
/// type's own. All of it has the span of the base.
pub(super) fn deref(ty: &StructuredType) -> Option<TokenStream> {
    let (base, runtime) = (ty.base.as_ref()?, &ty.runtime);
    let (handles, target) = (handles_ident(ty), of_base(ty, "Properties"));
    let mark = mark(ty.deprecation.is_some());
    Some(quote_spanned! {base.span()=>
        #mark
        impl #runtime::__private::Deref for #handles {
            type Target = #target;

            fn deref(&self) -> &Self::Target {
                &self.base
            }
        }
    })
}

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let handles = handles_ident(ty);
    // A query can name all members except annotations.
    let lines = ty
        .properties
        .iter()
        .filter(|property| property.kind != MemberKind::Annotation)
        .map(|property| line(ty, property))
        .collect::<Vec<_>>();
    // The template does not write the tokens that use it, so it does not choose the name either.
    let scope = Ident::new("scope", Span::call_site());
    let base = ty.base.as_ref().map(|base| {
        let (base_handles, properties) = (of_base(ty, "Properties"), of_base(ty, "properties"));
        let field = quote! {
            /// The properties of the base type.
            pub base: #base_handles,
        };
        let value = quote_spanned!(base.span()=> base: #properties(#scope),);
        if lines.is_empty() {
            after_base(&field, &value)
        } else {
            (field, value)
        }
    });
    let (field, value) = base.unwrap_or_default();
    quote!(handles #handles of #scope [#field] [#value] [#(#lines)*])
}

/// A field after that of the base, and its value, for a struct without another one.
///
/// The last field of a struct decides whether its size is known. If that is the base, and it is not
/// annotated, the compiler reports each use of the struct.
pub(super) fn after_base(base: &TokenStream, value: &TokenStream) -> (TokenStream, TokenStream) {
    (quote!(#base _end: [(); 0],), quote!(#value _end: [],))
}

fn line(ty: &StructuredType, property: &Property) -> TokenStream {
    let Property {
        ident,
        visibility,
        name,
        ..
    } = property;
    let (handle, make) = match property.kind {
        MemberKind::Navigation => (quote!(NavigationPropertyPath), quote!(navigation)),
        MemberKind::Property | MemberKind::Annotation => (quote!(PropertyPath), quote!(property)),
    };
    let (runtime, value) = (&ty.runtime, property.value_type());
    // The type does not say what a module writes, so a query cannot compare the property with a
    // value.
    let value = match (&property.edm, &property.with) {
        (Some(edm), _) if property.is_collection() => {
            quote!(#runtime::__private::Vec<#runtime::edm::strings::#edm>)
        }
        (Some(edm), _) => quote!(#runtime::edm::strings::#edm),
        (None, None) => quote!(#value),
        (None, Some(_)) => quote!(#runtime::__private::WrittenByModule<#value>),
    };
    let access = if property.is_bindable() || (property.is_writable() && property.is_nullable()) {
        None
    } else if property.is_writable() {
        Some(quote!(, #runtime::query::NotNull))
    } else {
        Some(quote!(, #runtime::query::ReadOnly))
    };
    let doc = format!("`{}`: [`{}::{}`].", name.value(), ty.ident, ident.unraw());
    let deprecation = &property.deprecation;
    quote!(#deprecation #visibility #ident #handle[#value #access] #make #name #doc)
}
