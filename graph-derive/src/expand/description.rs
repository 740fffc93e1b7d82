//! `T::TYPE`: the type as data, with a line for each member.
//!
//! The table and the checks are not a part of a template, because the compiler reports mistakes at
//! their tokens, which have the spans of the base and of the fields.

use graph_syntax::ast::{Capability, MemberKind, Property, StructuredType};
use graph_syntax::types::{inside, is_key_type, is_value};
use graph_syntax::{Kind, TagForm};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{LitStr, Path};

use super::frame::{Reading, of_base, plain};

/// The parts of the description before the members and after them, and the modules that the members
/// name.
pub(super) fn expand(ty: &StructuredType, reading: Reading) -> TokenStream {
    let start = start(ty);
    let tag = match ty.tag {
        TagForm::IfDerived => Some(quote!(.tagged_if_derived())),
        _ => ty.tag_text().map(|tag| quote!(.tagged(#tag))),
    };
    let drafted = (reading == Reading::Drafted).then(|| quote!(.drafted()));
    let base = of_base(ty, "TYPE");
    let derived_from = base.map(|base| quote!(.derived_from(#base)));
    let open = ty.additional.first().map(|_| quote!(.open()));
    let path = ty.path.as_ref().map(|path| {
        let text = &path.text;
        quote!(.at_path(#text))
    });
    let (delegated, application) = (&ty.permissions.delegated, &ty.permissions.application);
    let permissions = (!delegated.is_empty() || !application.is_empty())
        .then(|| quote!(.with_permissions(&[#(#delegated),*], &[#(#application),*])));
    let modules = modules(&ty.properties, &ty.runtime);
    quote!(#start [#tag #drafted #derived_from] [#open #path #permissions] [#modules])
}

/// The checks that only the compiler can make, because the types may be in another crate.
///
/// Each call has the span of the base or of a field, and is reported there. Each property has a
/// constant of its own, because only the first failure in a constant is reported. The constants are
/// not used, because each use of a constant that fails is reported as well.
pub(super) fn checks(ty: &StructuredType, is_sound: bool) -> Option<TokenStream> {
    // A mistake in an attribute may be the reason that a type does not fit.
    let of_values = ty.properties.iter().filter(|_| is_sound);
    let checks: Vec<_> = of_values
        .filter_map(|property| value_check(ty.kind, property))
        .chain(base_checks(ty))
        .collect();
    let runtime = &ty.runtime;
    (!checks.is_empty()).then(|| {
        quote! {
            #(
                #[allow(deprecated, reason = "a field may have a deprecated type")]
                const _: () = {
                    use #runtime::__private as __graph;
                    #checks
                };
            )*
        }
    })
}

/// The check of the type of one property: the value of a key must be primitive, and an entity refers to
/// other entities through navigation properties. Complex types are exempt from the second rule, because
/// authors also use them for request bodies that the metadata does not declare.
///
/// The macro sees only the names of types. It leaves out the check for those that it knows, because each
/// check takes compile time.
fn value_check(kind: Kind, property: &Property) -> Option<TokenStream> {
    let (name, ty) = (&property.name, &property.ty);
    if property.with.is_some() || property.kind != MemberKind::Property {
        return None;
    }
    let check = if property.capability == Capability::Key {
        if is_key_type(property.value_type()) {
            return None;
        }
        "expect_key_type"
    } else {
        if kind == Kind::Complex || is_value(property.item_type()) {
            return None;
        }
        "expect_no_entity"
    };
    let span = ty.span();
    let (check, property_trait) = (Ident::new(check, span), property_trait(property));
    Some(quote_spanned! {span=>
        __graph::#check(<#ty as __graph::#property_trait>::SHAPE, #name);
    })
}

/// The check of the base. The names of the fields are compared with those of the base only if it may
/// declare one of them.
///
/// A base that is not named is the runtime's `Entity`, whose members the macro knows.
fn base_checks(ty: &StructuredType) -> Option<TokenStream> {
    if !ty.base_is_named {
        return None;
    }
    let (base, base_type) = (ty.base.as_ref()?, of_base(ty, "TYPE")?);
    let ident = &ty.ident;
    // A macro may have written the field and not the variable.
    let variable = Ident::new("base", Span::call_site());
    let of_base = quote_spanned! {base.span()=>
        if __graph::expect_base(#variable, #ident::TYPE)
    };
    let of_members = ty.properties.iter().map(|property| {
        let name = &property.name;
        quote_spanned!(property.ident.span()=> __graph::expect_undeclared(#variable, #name);)
    });
    let of_keys = ty
        .properties
        .iter()
        .filter(|property| property.capability == Capability::Key)
        .map(|property| quote_spanned!(property.ident.span()=> __graph::expect_no_key(#variable);));
    Some(quote! {
        let #variable = #base_type;
        #of_base {
            #(#of_members)*
        }
        #(#of_keys)*
    })
}

fn start(ty: &StructuredType) -> TokenStream {
    if ty.kind == Kind::Entity {
        quote!(entity)
    } else {
        quote!(complex)
    }
}

/// The type that implements the runtime's trait for the module in `with`, named by the number of
/// the property.
fn module_ident(number: usize) -> Ident {
    format_ident!("Module{number}")
}

/// The implementations of the runtime's trait for the modules in `with`.
pub(super) fn modules(properties: &[Property], runtime: &Path) -> Option<TokenStream> {
    let properties = properties.iter().enumerate();
    let modules: Vec<_> = properties
        .filter_map(|(number, property)| module(number, property))
        .collect();
    (!modules.is_empty()).then(|| {
        quote! {
            use #runtime::__private as __graph;
            #(#modules)*
        }
    })
}

fn module(number: usize, property: &Property) -> Option<TokenStream> {
    let module = property.with.as_ref()?;
    let (wrapper, ty) = (module_ident(number), &property.ty);
    // The span makes mistakes in the module show up at its name. It is one of this macro, so that
    // the compiler does not propose to change the attribute.
    let span = Span::call_site().located_at(module.span());
    let absent = property.is_option().then(|| {
        quote! {
            fn absent() -> __graph::Option<#ty> {
                __graph::Some(__graph::None)
            }

            fn is_none(value: &#ty) -> bool {
                value.is_none()
            }
        }
    });
    Some(quote_spanned! {span=>
        enum #wrapper {}

        impl __graph::SerdeModule for #wrapper {
            type Value = #ty;

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

            #absent
        }
    })
}

/// A line for each member: its number, field and type, how a client may use it, and its name as JSON text
/// has it between two values.
pub(super) fn members(
    properties: &[Property],
    runtime: &Path,
) -> impl Iterator<Item = TokenStream> {
    let properties = properties.iter().enumerate();
    properties.map(move |(number, property)| member(number, property, runtime))
}

/// The trait that a type without a module has to implement. An error of `PropertyType` names the type
/// itself, and one of `Property` the type inside a wrapper.
fn property_trait(property: &Property) -> TokenStream {
    let is_wrapped = property.is_optional() || property.is_collection();
    if is_wrapped && inside(property.value_type(), "Flags").is_none() {
        quote!(Property)
    } else {
        quote!(PropertyType)
    }
}

fn member(number: usize, property: &Property, runtime: &Path) -> TokenStream {
    let Property {
        ident, name, ty, ..
    } = property;
    let (reader, of) = if property.with.is_some() {
        (
            quote!(SerdeModule),
            module_ident(number).into_token_stream(),
        )
    } else if property.kind == MemberKind::Navigation {
        let entity = property.value_type();
        let related =
            quote_spanned!(ty.span()=> <#entity as #runtime::query::Navigable>::Field<#ty>);
        (property_trait(property), related)
    } else {
        (property_trait(property), ty.into_token_stream())
    };
    let is_null_free =
        property.not_null.is_some() || (property.with.is_some() && !property.is_nullable());
    let not_null = is_null_free.then(|| quote!(.not_null()));
    let kind = match property.kind {
        MemberKind::Property => None,
        MemberKind::Navigation => Some(quote!(.navigation())),
        MemberKind::Annotation => Some(quote!(.annotation())),
    };
    let capability = match property.capability {
        Capability::ReadWrite => None,
        Capability::ReadOnly => Some(quote!(.read_only())),
        Capability::CreateOnly => Some(quote!(.create_only())),
        Capability::Key => Some(quote!(.key())),
    };
    let default = property.default.as_ref().map(|_| quote!(.with_default()));
    let edm = property
        .edm
        .as_ref()
        .map(|edm| quote!(.edm(#runtime::EdmType::#edm)));
    let number = plain(number);
    let text = LitStr::new(&format!(",\"{}\":", name.value()), name.span());
    quote!(#number #ident #reader [#of] [#not_null #kind #capability #default #edm] #text)
}
