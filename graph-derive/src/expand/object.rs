//! Reading, writing and comparing the members of a structured type, and the impls that follow from
//! that: serde's traits, `Property`, and `Deref` to the base type.

use graph_syntax::ast::{Additional, Property, StructuredType};
use graph_syntax::{DefaultValue, Kind};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::frame::{base_of, deserialize_impl, module_type, of_base, plain, serialize_impl};
use super::handles;
use super::patch::patch_ident;

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let modules = ty
        .properties
        .iter()
        .enumerate()
        .filter_map(|(i, property)| module(i, property));
    let slots = slots(ty);
    let members = members(ty);
    let traits = traits(ty);
    let deref = deref(ty);
    quote! {
        #(#modules)*
        #slots
        #members
        #traits
        #deref
    }
}

fn module(number: usize, property: &Property) -> Option<TokenStream> {
    let module = property.with.as_ref()?;
    let (wrapper, ty) = (module_type(number), &property.ty);
    Some(quote! {
        enum #wrapper {}

        #[automatically_derived]
        impl __graph::SerdeModule<#ty> for #wrapper {
            fn deserialize<'de, __D: __graph::Deserializer<'de>>(
                deserializer: __D,
            ) -> __graph::Result<#ty, __D::Error> {
                #module::deserialize(deserializer)
            }

            fn serialize<__S: __graph::Serializer>(
                value: &#ty,
                serializer: __S,
            ) -> __graph::Result<__S::Ok, __S::Error> {
                #module::serialize(value, serializer)
            }
        }
    })
}

/// The members read so far.
fn slots(ty: &StructuredType) -> TokenStream {
    let base_slots_type = of_base(ty, "Slots");
    let idents = ty.properties.iter().map(|property| &property.ident);
    let types = ty.properties.iter().map(|property| &property.ty);
    let additional = ty.additional.first().map(|additional| {
        let (ident, ty) = (&additional.ident, &additional.ty);
        quote!(#ident: #ty)
    });
    quote! {
        #[doc(hidden)]
        pub struct __Slots {
            __base: #base_slots_type,
            #(#idents: __graph::Option<#types>,)*
            #additional
        }
    }
}

fn members(ty: &StructuredType) -> TokenStream {
    let first = of_base(ty, "COUNT");
    let (base_type, base_parts) = base_members(ty);
    let ident = &ty.ident;
    let kind = if ty.kind == Kind::Entity {
        quote!(Entity)
    } else {
        quote!(Complex)
    };
    let (name, runtime, patch) = (&ty.name, &ty.runtime, patch_ident(ty));
    let count = plain(ty.properties.len());
    let keeps_additional = ty.additional.first().map(|_| {
        quote!(
            const KEEPS_ADDITIONAL: bool = true;
        )
    });
    let properties_type = handles::type_of_members(ty);
    let properties = handles::of_members(ty);
    let slots = empty_slots(ty);
    let read = read_members(ty);
    let read_additional = ty.additional.first().map(read_additional);
    let finish = finish_members(ty);
    let write = write_members(ty);
    let write_changes = write_member_changes(ty);
    quote! {
        /// The number of the first member that the base type does not have.
        const __FIRST: usize = #first;

        #[automatically_derived]
        impl __graph::StructuredType for #ident {
            type Itself = Self;
            #base_type
            type Slots = __Slots;
            type Patch = #patch;
            #properties_type

            const TYPE: &'static __graph::TypeDescription = Self::TYPE;
            const VALUE_TYPE: #runtime::edm::EdmType = #runtime::edm::EdmType::#kind(#name);
            const COUNT: usize = __FIRST + #count;
            #keeps_additional

            fn changes_since(&self, before: &Self) -> #patch {
                #ident::changes_since(self, before)
            }

            #base_parts

            #slots
            #properties
            #read
            #read_additional
            #finish
            #write
            #write_changes
        }
    }
}

/// The items that lead to the base type: its name, and the inherited part of a value and of its
/// slots.
fn base_members(ty: &StructuredType) -> (TokenStream, TokenStream) {
    let base = base_of(ty);
    let (itself, base_slots) = (of_base(ty, "Itself"), of_base(ty, "Slots"));
    let base_value = base_value(ty);
    let base_value_mut = match &ty.base {
        Some(_) => quote!(__graph::Some(&mut self.base)),
        None => quote!(__graph::None),
    };
    // The compiler reports an error in a signature at the whole signature, so these have the span
    // of the base.
    let base_type = quote_spanned!(base.span()=> type Base = #itself;);
    let base_parts = quote_spanned! {base.span()=>
        fn base(&self) -> &#base {
            #base_value
        }

        fn base_mut(&mut self) -> __graph::Option<&mut #base> {
            #base_value_mut
        }

        fn base_slots(slots: &mut __Slots) -> &mut #base_slots {
            &mut slots.__base
        }
    };
    (base_type, base_parts)
}

fn base_value(ty: &StructuredType) -> TokenStream {
    match &ty.base {
        Some(_) => quote!(&self.base),
        None => quote!(&__graph::NoBase),
    }
}

fn empty_slots(ty: &StructuredType) -> TokenStream {
    let base = base_of(ty);
    let base_slots = of_base(ty, "slots");
    let base_slots = quote_spanned!(base.span()=> __base: #base_slots(),);
    let idents = ty.properties.iter().map(|property| &property.ident);
    let additional = ty.additional.first().map(|additional| {
        let (ident, map) = (&additional.ident, &additional.ty);
        let none = quote_spanned!(map.span()=> <#map as __graph::DynamicProperties>::none());
        quote!(#ident: #none)
    });
    quote! {
        fn slots() -> __Slots {
            __Slots {
                #base_slots
                #(#idents: __graph::None,)*
                #additional
            }
        }
    }
}

fn read_members(ty: &StructuredType) -> TokenStream {
    let base_index = of_base(ty, "index");
    let base = base_of(ty);
    let base_read = of_base(ty, "read_declared");
    let base_read = quote_spanned!(base.span()=> #base_read(number, &mut slots.__base, value));
    let names = ty.properties.iter().map(|property| &property.name);
    let numbers = (0..ty.properties.len()).map(plain);
    let own_numbers = (0..ty.properties.len()).map(plain);
    let reads = ty
        .properties
        .iter()
        .enumerate()
        .map(|(number, property)| read(number, property));
    quote! {
        fn index(name: &str) -> __graph::Option<usize> {
            match name {
                #(#names => __graph::Some(__FIRST + #numbers),)*
                _ => #base_index(name),
            }
        }

        fn read_declared<'de, __V: __graph::MemberValue<'de>>(
            number: usize,
            slots: &mut __Slots,
            value: __V,
        ) -> __graph::Result<(), __V::Error> {
            match number.wrapping_sub(__FIRST) {
                #(#own_numbers => #reads,)*
                _ => #base_read,
            }
        }
    }
}

/// The generated code uses a field's type only through its `Property` impl, always in the same
/// form. A type that does not implement `Property` is then reported at the field, and only once.
fn read(number: usize, property: &Property) -> TokenStream {
    let Property {
        ident, name, ty, ..
    } = property;
    if property.with.is_none() {
        return quote! {
            <#ty as __graph::Property>::read_member(&mut slots.#ident, #name, Self::TYPE, value)
        };
    }
    let module = module_type(number);
    quote! {
        __graph::object::read_member_with::<#module, #ty, _>(
            &mut slots.#ident,
            #name,
            Self::TYPE,
            value,
        )
    }
}

fn finish_members(ty: &StructuredType) -> TokenStream {
    let base_finish = of_base(ty, "finish");
    let base = ty
        .base
        .as_ref()
        .map(|base| quote_spanned!(base.span()=> base: #base_finish(&mut slots.__base)?,));
    let idents = ty.properties.iter().map(|property| &property.ident);
    let finishes = ty.properties.iter().map(finish);
    let additional = ty.additional.first().map(|additional| {
        let (ident, map) = (&additional.ident, &additional.ty);
        let none = quote_spanned!(map.span()=> <#map as __graph::DynamicProperties>::none());
        quote!(#ident: __graph::replace(&mut slots.#ident, #none),)
    });
    let left_out = &ty.left_out;
    quote! {
        fn finish<__E: __graph::Error>(
            slots: &mut __Slots,
        ) -> __graph::Result<Self, __E> {
            __graph::Ok(Self {
                #base
                #(#idents: #finishes,)*
                #additional
                #(#left_out: __graph::Default::default(),)*
            })
        }
    }
}

fn finish(property: &Property) -> TokenStream {
    let Property {
        ident, name, ty, ..
    } = property;
    match (&property.default, &property.with) {
        (Some(DefaultValue::Default), _) => quote! {
            __graph::object::taken(&mut slots.#ident)
        },
        (Some(DefaultValue::Function(function)), _) => quote! {
            slots.#ident.take().unwrap_or_else(#function)
        },
        (None, Some(_)) if property.is_option() => quote! {
            __graph::object::taken(&mut slots.#ident)
        },
        (None, Some(_)) => quote! {
            __graph::object::value(&mut slots.#ident, #name, Self::TYPE)?
        },
        // These are absent by default.
        (None, None) if property.is_optional() || property.is_collection() => quote! {
            __graph::object::taken(&mut slots.#ident)
        },
        (None, None) => quote! {
            <#ty as __graph::Property>::from_slot(&mut slots.#ident, #name, Self::TYPE)?
        },
    }
}

fn write_members(ty: &StructuredType) -> TokenStream {
    let base_write = of_base(ty, "write_members");
    let base_value = base_value(ty);
    let writes = ty
        .properties
        .iter()
        .enumerate()
        .map(|(number, property)| write(number, property));
    let additional = ty.additional.first().map(|additional| {
        let (ident, map) = (&additional.ident, &additional.ty);
        quote!(<#map as __graph::DynamicProperties>::write_members(&self.#ident, object);)
    });
    quote! {
        fn write_members<__M: __graph::SerializeMap>(
            &self,
            object: &mut __graph::ObjectWriter<'_, __M>,
        ) {
            #base_write(#base_value, object);
            #(#writes)*
            #additional
        }
    }
}

fn write(number: usize, property: &Property) -> TokenStream {
    let Property {
        ident, name, ty, ..
    } = property;
    if property.with.is_none() {
        return quote!(<#ty as __graph::Property>::write_member(&self.#ident, object, #name););
    }
    let module = module_type(number);
    let write = quote! {
        object.member(#name, &__graph::Through::<#module, #ty>::new(&self.#ident));
    };
    if property.is_option() {
        quote!(if self.#ident.is_some() { #write })
    } else {
        write
    }
}

fn write_member_changes(ty: &StructuredType) -> TokenStream {
    let base = base_of(ty);
    let base_write_changes = of_base(ty, "write_changes");
    let base_write_changes = quote_spanned! {base.span()=>
        #base_write_changes(
            __graph::StructuredType::base(self),
            __graph::StructuredType::base(before),
            patch,
        );
    };
    let changes = ty
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| property.is_writable())
        .map(|(number, property)| write_change(number, property));
    let additional = ty.additional.first().map(|additional| {
        let (ident, map) = (&additional.ident, &additional.ty);
        quote! {
            <#map as __graph::DynamicProperties>::write_changes(&self.#ident, &before.#ident, patch);
        }
    });
    quote! {
        fn write_changes(&self, before: &Self, patch: &mut __graph::PatchDocument) {
            #base_write_changes
            #(#changes)*
            #additional
        }
    }
}

fn write_change(number: usize, property: &Property) -> TokenStream {
    let Property {
        ident, name, ty, ..
    } = property;
    let module = module_type(number);
    let number = plain(number);
    if property.with.is_none() {
        let not_null = property.not_null.as_ref().map(|_| quote!(.not_null()));
        return quote! {
            <#ty as __graph::Property>::write_change(
                &self.#ident,
                &before.#ident,
                patch.member(__FIRST + #number, #name) #not_null,
            );
        };
    }
    let set = quote! {
        patch.set_serialized(__FIRST + #number, #name, &value);
    };
    let clear = property.is_option().then(|| {
        let clear = property.is_nullable().then(|| {
            quote! {
                patch.clear(__FIRST + #number, #name);
            }
        });
        quote!(if self.#ident.is_none() { #clear } else)
    });
    quote! {
        let value = __graph::Through::<#module, #ty>::new(&self.#ident);
        if !__graph::is_same_json(&value, &__graph::Through::<#module, #ty>::new(&before.#ident)) {
            #clear { #set }
        }
    }
}

fn read_additional(additional: &Additional) -> TokenStream {
    let (ident, map) = (&additional.ident, &additional.ty);
    quote! {
        fn read_additional<'de, __V: __graph::MemberValue<'de>>(
            name: __graph::String,
            slots: &mut __Slots,
            value: __V,
        ) -> __graph::Result<(), __V::Error> {
            <#map as __graph::DynamicProperties>::read_member(
                &mut slots.#ident,
                name,
                Self::TYPE,
                value,
            )
        }
    }
}

/// Serde's traits and the runtime's.
fn traits(ty: &StructuredType) -> TokenStream {
    let StructuredType { ident, runtime, .. } = ty;
    let serialize = serialize_impl(ident, &quote!(__graph::object::write(self, serializer)));
    let deserialize = deserialize_impl(ident, &quote!(__graph::object::read));
    quote! {
        #serialize
        #deserialize

        #[automatically_derived]
        impl #runtime::edm::Property for #ident {
            const EDM_TYPE: #runtime::edm::EdmType = <Self as __graph::StructuredType>::VALUE_TYPE;

            fn write_change(&self, before: &Self, member: #runtime::patch::PatchMember<'_>) {
                __graph::StructuredType::write_merge(self, before, member);
            }
        }
    }
}

fn deref(ty: &StructuredType) -> Option<TokenStream> {
    let (ident, base) = (&ty.ident, ty.base.as_ref()?);
    Some(quote! {
        #[automatically_derived]
        impl __graph::Deref for #ident {
            type Target = #base;

            fn deref(&self) -> &#base {
                &self.base
            }
        }

        #[automatically_derived]
        impl __graph::DerefMut for #ident {
            fn deref_mut(&mut self) -> &mut #base {
                &mut self.base
            }
        }
    })
}
