//! `TPatch`: the call of the template for patches, with a line for each setter.

use graph_syntax::ast::{Property, StructuredType};
use graph_syntax::{Kind, names};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::frame::{mark, of_base, plain};

/// The type of the patch.
pub(super) fn type_of(ty: &StructuredType) -> TokenStream {
    let (patch, runtime) = (patch_ident(ty), &ty.runtime);
    if ty.has_patch {
        quote!(#patch)
    } else {
        quote!(#runtime::patch::NoPatch<Self>)
    }
}

pub(super) fn patch_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Patch", ty.ident)
}

/// The lines of the lists that the template takes.
#[derive(Default)]
struct Setters {
    set: Vec<TokenStream>,
    set_value: Vec<TokenStream>,
    clear: Vec<TokenStream>,
    bind: Vec<TokenStream>,
    bind_all: Vec<TokenStream>,
    unbind: Vec<TokenStream>,
}

pub(super) fn expand(ty: &StructuredType) -> Option<TokenStream> {
    if !ty.has_patch {
        return None;
    }
    let StructuredType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let patch = patch_ident(ty);
    let doc = format!(
        "What is to change of a [`{ident}`], and nothing else. Made by [`{ident}::patch`]."
    );
    let mut setters = Setters::default();
    for (number, property) in ty.properties.iter().enumerate() {
        if property.is_writable() {
            setters.add(ty, number, property);
        } else if ty.kind == Kind::Entity && property.is_bindable() {
            setters.add_binding(ty, number, property);
        }
    }
    let Setters {
        set,
        set_value,
        clear,
        bind,
        bind_all,
        unbind,
    } = setters;
    let dynamic = ty.additional.first().map(|additional| {
        let (visibility, ident, map) = (&additional.visibility, &additional.ident, &additional.ty);
        let clear = setter_ident(ident, names::clear_setter);
        quote!(#visibility #ident #clear #map)
    });
    let base = ty.base.as_ref().filter(|_| ty.base_is_named).map(|base| {
        let base_patch = of_base(ty, "Patch");
        quote_spanned! {base.span()=>
            /// Takes over what is set in a patch of the base type.
            #visibility fn base(self, base: #base_patch) -> Self {
                #runtime::__private::setters::inherit(self, base)
            }
        }
    });
    let entity = (ty.kind == Kind::Entity).then(|| {
        let is_taken = ty
            .properties
            .iter()
            .any(|property| property.ident == "build");
        let build = (!is_taken).then(|| Ident::new("build", Span::call_site()));
        quote!(#ident #build)
    });
    let mark = mark(ty.deprecation.is_some());
    Some(quote! {
        #runtime::templates::patch! {
            #mark
            #[doc = #doc] #visibility #patch of #ident;
            set [#(#set)*]
            set_value [#(#set_value)*]
            clear [#(#clear)*]
            bind [#(#bind)*]
            bind_all [#(#bind_all)*]
            unbind [#(#unbind)*]
            dynamic [#dynamic]
            base [#base]
            entity [#entity]
        }
    })
}

impl Setters {
    /// Adds the setter of a property, and the one that sends null.
    fn add(&mut self, ty: &StructuredType, number: usize, property: &Property) {
        let Property {
            ident, visibility, ..
        } = property;
        let doc = doc("Sets", ty, property);
        let deprecation = &property.deprecation;
        let number = plain(number);
        if property.with.is_some() {
            let required = property.required_type();
            let stored = if property.is_optional() {
                let runtime = &ty.runtime;
                quote!(#runtime::__private::From::from(value))
            } else {
                quote!(value)
            };
            let field = &property.ty;
            self.set_value
                .push(quote!(#deprecation #visibility #ident #number #required, #field, value => #stored, #doc));
        } else {
            let value = property.value_type();
            self.set
                .push(quote!(#deprecation #visibility #ident #number #value, #doc));
        }
        if property.is_nullable() {
            let clear = setter_ident(ident, names::clear_setter);
            self.clear.push(quote!(#visibility #clear #number));
        }
    }

    /// Adds the methods that bind a navigation property to entities by reference. A relationship is
    /// never sent by value.
    fn add_binding(&mut self, ty: &StructuredType, number: usize, property: &Property) {
        let Property {
            ident, visibility, ..
        } = property;
        let number = plain(number);
        let bind = setter_ident(ident, names::bind_setter);
        let doc = doc("Binds", ty, property);
        let line = quote!(#visibility #bind #number #doc);
        if property.is_collection() {
            self.bind_all.push(line);
        } else {
            self.bind.push(line);
        }
        if property.is_nullable() {
            let clear = setter_ident(ident, names::clear_setter);
            self.unbind.push(quote!(#visibility #clear #number));
        }
    }
}

/// The doc comment of a method that leads to the docs of the property.
fn doc(verb: &str, ty: &StructuredType, property: &Property) -> String {
    let (name, field) = (property.name.value(), property.ident.unraw());
    format!("{verb} `{name}`: [`{}::{field}`].", ty.ident)
}

/// The name of a setter, with the span of the field.
fn setter_ident(field: &Ident, name: impl Fn(&str) -> String) -> Ident {
    Ident::new(&name(&field.unraw().to_string()), field.span())
}
