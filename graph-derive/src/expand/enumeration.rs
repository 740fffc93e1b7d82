//! Enumerations: the variant for each member, and the impls that follow from that.

use graph_syntax::ast::{Enumeration, UnknownMember};
use proc_macro2::TokenStream;
use quote::quote;

use super::frame::{deserialize_impl, in_constant, plain, serialize_impl};

pub(super) fn expand(ty: &Enumeration) -> TokenStream {
    let inherent = inherent(ty);
    let members = members(ty);
    let traits = traits(ty);
    in_constant(&ty.runtime, &quote!(#inherent #members #traits))
}

fn inherent(ty: &Enumeration) -> TokenStream {
    let Enumeration {
        ident,
        visibility,
        name,
        runtime,
        ..
    } = ty;
    let members = ty.members.iter().map(|member| {
        let (name, value) = (
            &member.name,
            proc_macro2::Literal::i64_unsuffixed(member.value),
        );
        quote!(__graph::MemberDescription::new(#name, #value))
    });
    let flags = ty.flags.then(|| quote!(.of_flags()));
    let doc = format!("The description of `{}`.", name.value());
    quote! {
        impl #ident {
            #[doc = #doc]
            #visibility const TYPE: &'static #runtime::edm::EnumerationDescription =
                &#runtime::edm::EnumerationDescription::new(#name, &[#(#members),*]) #flags;

            /// The name of the member on the wire.
            #[must_use]
            #visibility fn as_str(&self) -> &str {
                __graph::enumeration::as_str(self)
            }
        }
    }
}

fn members(ty: &Enumeration) -> TokenStream {
    let Enumeration {
        ident,
        malformed,
        runtime,
        ..
    } = ty;
    let idents: Vec<_> = ty.members.iter().map(|member| &member.ident).collect();
    let numbers: Vec<_> = (0..idents.len()).map(plain).collect();
    let (from_text, text) = match ty.unknown.first() {
        Some(UnknownMember {
            ident: unknown,
            ty: unknown_type,
            ..
        }) => (
            quote!(Self::#unknown(<#unknown_type as __graph::From<__graph::String>>::from(text))),
            Some(quote!(Self::#unknown(text) => __graph::KnownOrText::Text(text),)),
        ),
        // An error is reported as well, so this code never runs.
        None => (quote!(__graph::enumeration::no_member(text)), None),
    };
    let flags = ty.flags.then(|| {
        quote! {
            #[automatically_derived]
            impl #runtime::edm::FlagsEnumeration for #ident {}
        }
    });
    quote! {
        #[automatically_derived]
        impl #runtime::edm::Enumeration for #ident {
            const TYPE: &'static #runtime::edm::EnumerationDescription = Self::TYPE;

            fn member(number: usize) -> __graph::Option<Self> {
                match number {
                    #(#numbers => __graph::Some(Self::#idents),)*
                    _ => __graph::None,
                }
            }

            fn unknown(text: __graph::String) -> Self {
                #from_text
            }

            fn known_or_text(&self) -> __graph::KnownOrText<'_> {
                match self {
                    #(Self::#idents => __graph::KnownOrText::Known(#numbers),)*
                    #text
                    #(Self::#malformed { .. } => __graph::KnownOrText::Text(""),)*
                }
            }
        }

        #flags
    }
}

fn traits(ty: &Enumeration) -> TokenStream {
    let Enumeration {
        ident,
        name,
        runtime,
        ..
    } = ty;
    let serialize = serialize_impl(ident, &quote!(serializer.serialize_str(self.as_str())));
    let deserialize = deserialize_impl(ident, &quote!(__graph::enumeration::read));
    // A property is a set of flags, `Flags<…>`, and never one of them.
    let property = (!ty.flags).then(|| {
        quote! {
            #[automatically_derived]
            impl #runtime::edm::Property for #ident {
                const EDM_TYPE: #runtime::edm::EdmType = #runtime::edm::EdmType::Enumeration(#name);

                const READS_TEXT: bool = false;

                fn is_same(&self, other: &Self) -> bool {
                    self.as_str() == other.as_str()
                }

                fn view(&self) -> __graph::View<'_> {
                    __graph::View::String(self.as_str())
                }
            }

            #[automatically_derived]
            impl #runtime::query::Queryable for #ident {
                type Properties = #runtime::query::PropertyPath<Self>;

                fn properties(scope: __graph::PropertyScope) -> #runtime::query::PropertyPath<Self> {
                    scope.value()
                }
            }
        }
    });
    quote! {
        #serialize
        #deserialize
        #property

        #[automatically_derived]
        impl __graph::From<&str> for #ident {
            fn from(name: &str) -> Self {
                __graph::enumeration::from_name(name)
            }
        }

        #[automatically_derived]
        impl __graph::Display for #ident {
            fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
                f.write_str(self.as_str())
            }
        }
    }
}
