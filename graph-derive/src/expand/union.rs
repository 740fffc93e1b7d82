//! Unions: which variant a tag means, and what an enum of annotated types is in the runtime's eyes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{plain, shown};
use crate::ast::{UnionType, Variant};

pub(super) fn expand(ty: &UnionType) -> TokenStream {
    let runtime = &ty.runtime;
    let assertions = ty
        .variants
        .iter()
        .enumerate()
        .map(|(number, variant)| assertions(ty, number, variant));
    let union = union(ty);
    let inherent = inherent(ty);
    let traits = traits(ty);
    let values = ty.variants.iter().map(|variant| value(ty, variant));
    let unknown = unknown_value(ty);
    quote! {
        const _: () = {
            use #runtime::__private as __graph;
            #(#assertions)*
            #union
            #inherent
            #traits
            #(#values)*
            #unknown
        };
    }
}

/// Errors at the variant, should its type not belong into the union.
fn assertions(ty: &UnionType, number: usize, variant: &Variant) -> TokenStream {
    let (ident, runtime, declared) = (&ty.ident, &ty.runtime, &ty.declared);
    let (variant_name, declared_name) = (shown(&variant.ty), shown(declared));
    let (variant_ty, number) = (&variant.ty, plain(number));
    let not_derived = format!(
        "`{variant_name}` does not derive from `{declared_name}`, the declared type of `{ident}`"
    );
    let repeated = format!("`{variant_name}` has the same `odata` name as a variant before it");
    quote_spanned! {variant.ty.span()=>
        const _: () = ::core::assert!(
            <#variant_ty as #runtime::StructuredType>::TYPE
                .is_or_derives_from(<#declared as #runtime::StructuredType>::TYPE),
            #not_derived
        );
        const _: () = ::core::assert!(
            !__graph::is_repeated(<#ident as #runtime::Union>::VARIANTS, #number),
            #repeated
        );
    }
}

fn union(ty: &UnionType) -> TokenStream {
    let UnionType {
        ident,
        declared,
        unknown,
        runtime,
        ..
    } = ty;
    let idents = ty.variants.iter().map(|variant| &variant.ident);
    let types: Vec<_> = ty.variants.iter().map(|variant| &variant.ty).collect();
    let numbers = (0..types.len()).map(plain);
    quote! {
        #[automatically_derived]
        impl #runtime::Union for #ident {
            const DECLARED: &'static #runtime::TypeDescription =
                <#declared as #runtime::StructuredType>::TYPE;
            const VARIANTS: &'static [&'static #runtime::TypeDescription] =
                &[#(<#types as #runtime::StructuredType>::TYPE),*];

            fn read_variant<'de, __A: __graph::MapAccess<'de>>(
                number: usize,
                object: __graph::PartlyRead<'de, __A>,
            ) -> __graph::Result<Self, __A::Error> {
                match number {
                    #(#numbers => object.read::<#types>().map(Self::#idents),)*
                    _ => object.read_unknown().map(Self::#unknown),
                }
            }
        }
    }
}

fn inherent(ty: &UnionType) -> TokenStream {
    let UnionType {
        ident,
        visibility,
        declared,
        malformed,
        unknown,
        runtime,
        ..
    } = ty;
    let idents: Vec<_> = ty.variants.iter().map(|variant| &variant.ident).collect();
    quote! {
        #[allow(dead_code)]
        impl #ident {
            /// The properties of the declared type, which every variant has but the unknown one.
            #[must_use]
            #visibility fn base(&self) -> __graph::Option<&#declared> {
                match self {
                    #(Self::#idents(value) => __graph::Members::ancestor(value),)*
                    Self::#unknown(_) #(| Self::#malformed { .. })* => __graph::None,
                }
            }

            /// The properties of the declared type, to be changed.
            #visibility fn base_mut(&mut self) -> __graph::Option<&mut #declared> {
                match self {
                    #(Self::#idents(value) => __graph::Members::ancestor_mut(value),)*
                    Self::#unknown(_) #(| Self::#malformed { .. })* => __graph::None,
                }
            }

            /// Reads the response to a request about such a value.
            ///
            /// # Errors
            ///
            /// When the status is no success, or the body is none of this union.
            #visibility fn from_response(
                response: __graph::Response<impl __graph::AsRef<[u8]>>,
            ) -> __graph::Result<#runtime::Updated<Self>, #runtime::ResponseError> {
                #runtime::from_response(response)
            }
        }
    }
}

fn traits(ty: &UnionType) -> TokenStream {
    let UnionType {
        ident,
        declared,
        malformed,
        unknown,
        runtime,
        ..
    } = ty;
    let idents: Vec<_> = ty.variants.iter().map(|variant| &variant.ident).collect();
    quote! {
        #[automatically_derived]
        impl __graph::Serialize for #ident {
            fn serialize<__S: __graph::Serializer>(
                &self,
                serializer: __S,
            ) -> __graph::Result<__S::Ok, __S::Error> {
                match self {
                    #(Self::#idents(value) => __graph::Serialize::serialize(value, serializer),)*
                    Self::#unknown(value) => __graph::Serialize::serialize(value, serializer),
                    #(Self::#malformed { .. } => serializer.serialize_unit(),)*
                }
            }
        }

        #[automatically_derived]
        impl<'de> __graph::Deserialize<'de> for #ident {
            fn deserialize<__D: __graph::Deserializer<'de>>(
                deserializer: __D,
            ) -> __graph::Result<Self, __D::Error> {
                __graph::union::read(deserializer)
            }
        }

        #[automatically_derived]
        impl #runtime::Property for #ident {
            const EDM_TYPE: #runtime::EdmType = <#declared as #runtime::Property>::EDM_TYPE;

            fn write_change(&self, before: &Self, member: #runtime::PatchMember<'_>) {
                match (self, before) {
                    #((Self::#idents(value), Self::#idents(before)) => {
                        #runtime::Property::write_change(value, before, member);
                    })*
                    (Self::#unknown(value), Self::#unknown(before)) => {
                        value.write_change(before, member);
                    }
                    _ => {
                        if !#runtime::Property::is_same(self, before) {
                            member.set(self);
                        }
                    }
                }
            }
        }

        #[automatically_derived]
        impl #runtime::Representation for #ident {
            fn declares(name: &str) -> bool {
                __graph::union::declares::<Self>(name)
            }

            fn etag(&self) -> __graph::Option<&str> {
                match self {
                    #(Self::#idents(value) => #runtime::Representation::etag(value),)*
                    Self::#unknown(_) #(| Self::#malformed { .. })* => __graph::None,
                }
            }
        }
    }
}

/// A variant's type, and its patch, where the union is wanted. The types may stand in other crates, so that
/// what a patch can be set to is said of the union.
fn value(ty: &UnionType, variant: &Variant) -> TokenStream {
    let UnionType { ident, runtime, .. } = ty;
    let Variant { ident: variant, ty } = variant;
    quote! {
        #[automatically_derived]
        impl __graph::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self::#variant(value)
            }
        }

        #[automatically_derived]
        impl #runtime::PropertyValue<#ident> for #ty {
            fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
                #runtime::PropertyValue::<#ty>::write_value(self, json)
            }
        }

        #[automatically_derived]
        impl __graph::AcceptsPatchOf<#ty> for #ident {}
    }
}

/// An unknown object, where the union is wanted.
fn unknown_value(ty: &UnionType) -> TokenStream {
    let UnionType {
        ident,
        unknown,
        unknown_type,
        runtime,
        ..
    } = ty;
    quote! {
        #[automatically_derived]
        impl __graph::From<#unknown_type> for #ident {
            fn from(value: #unknown_type) -> Self {
                Self::#unknown(value)
            }
        }

        #[automatically_derived]
        impl #runtime::PropertyValue<#ident> for #unknown_type {
            fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
                __graph::write_json(self, json)
            }
        }
    }
}
