//! Unions: the variant for each tag, and the runtime's traits for an enum of annotated types.
//!
//! The generated code uses a variant's type only through its `NamedType` impl, always in the
//! same form. A type that is not annotated is then reported at the variant, and only once.

use graph_syntax::ast::{UnionType, Variant};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::frame::{deserialize_impl, in_constant, plain, serialize_impl, shown};

/// Expands a union. Returns `None` for a union without a declared type, a mistake that is already
/// recorded.
pub(super) fn expand(ty: &UnionType) -> Option<TokenStream> {
    ty.declared()?;
    let assertions = ty
        .variants
        .iter()
        .enumerate()
        .map(|(number, variant)| assertions(ty, number, variant));
    let union = union(ty);
    let inherent = inherent(ty);
    let property = property(ty);
    let values = ty.variants.iter().map(|variant| value(ty, variant));
    let unknown = ty
        .unknown
        .first()
        .map(|(_, unknown)| unknown_value(ty, unknown));
    let items = quote! {
        #(#assertions)*
        #union
        #inherent
        #property
        #(#values)*
        #unknown
    };
    Some(in_constant(&ty.runtime, &items))
}

/// The assertions that fail at the variant if its type does not belong in the union.
fn assertions(ty: &UnionType, number: usize, variant: &Variant) -> TokenStream {
    let (ident, runtime, declared) = (&ty.ident, &ty.runtime, ty.declared());
    let declared_name = declared.map(shown).unwrap_or_default();
    let variant_name = shown(&variant.ty);
    let (variant_ty, number) = (&variant.ty, plain(number));
    let not_derived = format!(
        "`{variant_name}` does not derive from `{declared_name}`, the declared type of `{ident}`; \
         write `base = {declared_name}` on it, or remove the variant"
    );
    let repeated = format!("`{variant_name}` has the same `odata` name as a variant before it");
    quote_spanned! {variant.ty.span()=>
        const _: () = ::core::assert!(
            <#variant_ty as __graph::NamedType>::TYPE
                .is_or_derives_from(<#declared as __graph::NamedType>::TYPE),
            #not_derived
        );
        const _: () = ::core::assert!(
            !__graph::is_repeated(<#ident as #runtime::model::Union>::VARIANTS, #number),
            #repeated
        );
    }
}

fn union(ty: &UnionType) -> TokenStream {
    let UnionType { ident, runtime, .. } = ty;
    let declared = ty.declared();
    let types: Vec<_> = ty.variants.iter().map(|variant| &variant.ty).collect();
    let idents: Vec<_> = ty.variants.iter().map(|variant| &variant.ident).collect();
    let others = other_arms(ty, &quote!(__graph::None));
    let made = ty.variants.iter().map(constructor);
    let numbers = (0..types.len()).map(plain);
    let unknown = match ty.unknown.first() {
        Some((_, Variant { ident, ty, .. })) => quote! {
            __graph::union::read_unknown(input)
                .map(|object| Self::#ident(<#ty as __graph::HoldsUnknown>::hold(object)))
        },
        // An error is reported as well, so this code never runs.
        None => quote!(__graph::union::refuse()),
    };
    quote! {
        #[automatically_derived]
        impl #runtime::model::Union for #ident {
            const DECLARED: &'static #runtime::model::TypeDescription =
                <#declared as __graph::NamedType>::TYPE;
            const VARIANTS: &'static [&'static #runtime::model::TypeDescription] =
                &[#(<#types as __graph::NamedType>::TYPE),*];

            fn read_variant(
                number: __graph::Option<usize>,
                input: __graph::Input<'_>,
            ) -> __graph::Result<Self, __graph::ReadError> {
                match number {
                    #(__graph::Some(#numbers) => {
                        <#types as __graph::NamedType>::read_object(input).map(#made)
                    })*
                    _ => #unknown,
                }
            }

            fn object(&self) -> __graph::Option<&dyn __graph::Object> {
                match self {
                    #(Self::#idents(value) => {
                        __graph::Some(<#types as __graph::NamedType>::as_object(value))
                    })*
                    #others
                }
            }

            fn object_mut(&mut self) -> __graph::Option<&mut dyn __graph::Draft> {
                match self {
                    #(Self::#idents(value) => {
                        __graph::Some(<#types as __graph::NamedType>::as_draft(value))
                    })*
                    #others
                }
            }
        }
    }
}

/// The function that makes the union from a value of the variant's type.
fn constructor(variant: &Variant) -> TokenStream {
    let ident = &variant.ident;
    match &variant.held_in_box {
        None => quote!(Self::#ident),
        Some(held) => quote!(|value| Self::#ident(<#held>::new(value))),
    }
}

/// The arms of a `match` for variants that do not hold an annotated type.
fn other_arms(ty: &UnionType, result: &TokenStream) -> TokenStream {
    let unknown = ty.unknown.first().map(|(_, unknown)| &unknown.ident);
    let others = unknown.into_iter().chain(&ty.malformed);
    quote!(#(Self::#others { .. } => #result,)*)
}

fn inherent(ty: &UnionType) -> TokenStream {
    let UnionType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let declared = ty.declared();
    quote! {
        impl #ident {
            /// Starts a GET of one entity of the declared type or of a type derived from it.
            #visibility fn get() -> #runtime::query::Query<Self, #runtime::query::OneEntity> {
                #runtime::query::Query::new()
            }

            /// Starts a GET of a collection of entities of the declared type.
            #visibility fn list() -> #runtime::query::Query<Self, #runtime::query::EntityCollection> {
                #runtime::query::Query::new()
            }

            /// Returns the properties of the declared type, or `None` for the unknown variant.
            #[must_use]
            #visibility fn base(&self) -> __graph::Option<&#declared> {
                __graph::union::base(self)
            }

            /// Returns the properties of the declared type as a mutable reference.
            #visibility fn base_mut(&mut self) -> __graph::Option<&mut #declared> {
                __graph::union::base_mut(self)
            }

            /// Reads the response to an update of such a value.
            ///
            /// # Errors
            ///
            /// Returns an error if the status is not a success, or the body is not of this union.
            #visibility fn from_response(
                response: __graph::Response<impl __graph::AsRef<[u8]>>,
            ) -> __graph::Result<#runtime::http::Updated<Self>, #runtime::http::ResponseError> {
                #runtime::http::FromResponse::from_response(response)
            }
        }
    }
}

fn property(ty: &UnionType) -> TokenStream {
    let UnionType { ident, runtime, .. } = ty;
    let declared = ty.declared();
    let idents: Vec<_> = ty.variants.iter().map(|variant| &variant.ident).collect();
    let types: Vec<_> = ty.variants.iter().map(|variant| &variant.ty).collect();
    let unknown = ty.unknown.first().map(|(_, Variant { ident, ty, .. })| {
        quote! {
            Self::#ident(value) => {
                __graph::View::Untyped(<#ty as __graph::HoldsUnknown>::held(value))
            }
        }
    });
    let malformed = &ty.malformed;
    let serialize = serialize_impl(ident, &quote!(__graph::write(self, serializer)));
    let deserialize = deserialize_impl(ident, &quote!(__graph::read));
    quote! {
        #[automatically_derived]
        impl #runtime::edm::Property for #ident {
            const EDM_TYPE: #runtime::edm::EdmType =
                <#declared as __graph::NamedType>::VALUE_TYPE;
            const READS_TEXT: bool = false;

            fn from_input(
                input: __graph::Input<'_>,
            ) -> __graph::Result<Self, __graph::ReadError> {
                __graph::union::read(input)
            }

            fn object_types() -> __graph::ObjectTypes {
                __graph::union::object_types::<Self>()
            }

            fn view(&self) -> __graph::View<'_> {
                match self {
                    #(Self::#idents(value) => {
                        __graph::union::view::<Self>(<#types as __graph::NamedType>::as_object(value))
                    })*
                    #unknown
                    #(Self::#malformed { .. } => __graph::View::Null,)*
                }
            }
        }

        #serialize
        #deserialize

        #[automatically_derived]
        impl #runtime::query::Queryable for #ident {
            type Properties = <#declared as __graph::NamedType>::Properties;

            fn properties(
                scope: __graph::PropertyScope,
            ) -> <#declared as __graph::NamedType>::Properties {
                <#declared as __graph::NamedType>::properties(scope)
            }
        }

        #[automatically_derived]
        impl #runtime::model::Modelled for #ident {
            type Declared = #declared;
        }
    }
}

/// The impls that accept a variant's type, or its patch, in place of the union. The types may be in
/// other crates, so the impl that accepts a patch is on the union.
fn value(ty: &UnionType, variant: &Variant) -> TokenStream {
    let UnionType { ident, runtime, .. } = ty;
    let Variant {
        ident: variant,
        ty,
        held_in_box,
    } = variant;
    let value = match held_in_box {
        None => quote!(value),
        Some(held) => quote!(<#held>::new(value)),
    };
    quote! {
        #[automatically_derived]
        impl __graph::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }

        #[automatically_derived]
        impl #runtime::__private::PropertyValue<#ident> for #ty {
            fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
                let object = <#ty as __graph::NamedType>::as_object(self);
                __graph::union::write_json::<#ident>(object, json)
            }
        }

        #[automatically_derived]
        impl __graph::AcceptsPatchOf<#ty> for #ident {
            const IS_DERIVED: bool = __graph::union::is_derived::<Self>(
                <#ty as __graph::NamedType>::TYPE,
            );
        }
    }
}

/// The impls that accept an unknown object in place of the union.
fn unknown_value(ty: &UnionType, unknown: &Variant) -> TokenStream {
    let UnionType { ident, runtime, .. } = ty;
    let Variant {
        ident: unknown, ty, ..
    } = unknown;
    quote! {
        #[automatically_derived]
        impl __graph::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                Self::#unknown(value)
            }
        }

        #[automatically_derived]
        impl #runtime::__private::PropertyValue<#ident> for #ty {
            fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
                __graph::write_json(self, json)
            }
        }
    }
}
