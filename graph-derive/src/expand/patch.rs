//! `TPatch`: a setter per writable property, over the runtime's document.

use graph_syntax::ast::{Additional, Property, StructuredType};
use graph_syntax::{Kind, names};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, LitStr};

use super::frame::{module_type, of_base, plain, serialize_impl};

pub(super) fn patch_ident(ty: &StructuredType) -> Ident {
    format_ident!("{}Patch", ty.ident)
}

pub(super) fn definition(ty: &StructuredType) -> TokenStream {
    let (patch, visibility, runtime) = (patch_ident(ty), &ty.visibility, &ty.runtime);
    let doc = format!(
        "What is to change of a [`{0}`], and nothing else. Made by [`{0}::patch`].",
        ty.ident
    );
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        #[must_use = "a patch does nothing until it is sent"]
        #visibility struct #patch(#runtime::patch::PatchDocument);
    }
}

pub(super) fn expand(ty: &StructuredType) -> TokenStream {
    let methods = methods(ty);
    let traits = traits(ty);
    quote! {
        #methods
        #traits
    }
}

fn methods(ty: &StructuredType) -> TokenStream {
    let StructuredType {
        ident,
        visibility,
        runtime,
        ..
    } = ty;
    let patch = patch_ident(ty);
    let setters = ty
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| property.is_writable())
        .map(|(number, property)| setter(number, property, runtime));
    let bindings = ty
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| ty.kind == Kind::Entity && property.is_bindable())
        .map(|(number, property)| binding(number, property, runtime));
    let additional = ty
        .additional
        .first()
        .map(|additional| additional_setter(additional, runtime));
    let base = ty.base.as_ref().filter(|_| ty.base_is_named).map(|_| {
        let base_patch = of_base(ty, "Patch");
        quote! {
            /// Takes over what is set in a patch of the base type.
            #visibility fn base(mut self, base: #base_patch) -> Self {
                self.0.inherit(#runtime::patch::Patch::into_document(base));
                self
            }
        }
    });
    let request = (ty.kind == Kind::Entity).then(|| {
        quote! {
            /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
            #visibility fn without_type(mut self) -> Self {
                self.0.omit_tag();
                self
            }

            /// The request that sends this patch to the entity at `path`.
            #visibility fn at(self, path: &impl #runtime::path::PathTo<#ident>) -> #runtime::http::RequestBuilder<#runtime::http::Updated<#ident>> {
                #runtime::http::RequestBuilder::patch(path, self)
            }
        }
    });
    quote! {
        impl #patch {
            #(#setters)*
            #(#bindings)*
            #additional
            #base

            /// Whether nothing is set.
            #[must_use]
            #visibility fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            #request
        }
    }
}

fn setter(number: usize, property: &Property, runtime: &syn::Path) -> TokenStream {
    let Property {
        ident,
        visibility,
        docs,
        name,
        ..
    } = property;
    let value_type = property.value_type();
    let module = module_type(number);
    let number = plain(number);
    let summary = format!("Sets `{}`.", name.value());
    let set = match &property.with {
        None => quote! {
            #visibility fn #ident(self, value: impl #runtime::patch::IntoProperty<#value_type>) -> Self {
                Self(self.0.with::<#value_type, _>(__FIRST + #number, #name, value))
            }
        },
        Some(_) => {
            let ty = &property.ty;
            let required = property.required_type();
            let value = if property.is_optional() {
                quote!(__graph::Some(value))
            } else {
                quote!(value)
            };
            quote! {
                #visibility fn #ident(mut self, value: #required) -> Self {
                    self.0.set_serialized(
                        __FIRST + #number,
                        #name,
                        &__graph::Through::<#module, #ty>::new(&#value),
                    );
                    self
                }
            }
        }
    };
    let clear = property.is_nullable().then(|| {
        let summary = format!("Sets `{}` to null.", name.value());
        clear(property, &summary, &number, name)
    });
    let docs = setter_docs(&summary, docs);
    quote! {
        #docs
        #set
        #clear
    }
}

/// The methods that bind a navigation property to entities by reference. A relationship is never
/// sent by value.
fn binding(number: usize, property: &Property, runtime: &syn::Path) -> TokenStream {
    let Property {
        ident,
        visibility,
        docs,
        name,
        ..
    } = property;
    let number = plain(number);
    let bind = setter_ident(ident, names::bind_setter);
    let annotation = LitStr::new(&format!("{}@odata.bind", name.value()), name.span());
    let method = if property.is_collection() {
        quote! {
            #visibility fn #bind<__R: #runtime::path::EntityReference>(
                mut self,
                targets: impl __graph::IntoIterator<Item = __R>,
            ) -> Self {
                self.0.bind_all(__FIRST + #number, #annotation, targets);
                self
            }
        }
    } else {
        quote! {
            #visibility fn #bind(mut self, target: impl #runtime::path::EntityReference) -> Self {
                self.0.bind(__FIRST + #number, #annotation, &target);
                self
            }
        }
    };
    let clear = property.is_nullable().then(|| {
        let summary = format!("Unbinds `{}`.", name.value());
        clear(property, &summary, &number, &annotation)
    });
    let docs = setter_docs(&format!("Binds `{}`.", name.value()), docs);
    quote! {
        #docs
        #method
        #clear
    }
}

fn clear(property: &Property, summary: &str, number: &Literal, name: &LitStr) -> TokenStream {
    let visibility = &property.visibility;
    let clear = setter_ident(&property.ident, names::clear_setter);
    quote! {
        #[doc = #summary]
        #visibility fn #clear(self) -> Self {
            Self(self.0.cleared(__FIRST + #number, #name))
        }
    }
}

/// The summary of a setter, followed by the author's docs of the property.
pub(super) fn setter_docs(summary: &str, docs: &[Attribute]) -> TokenStream {
    let blank = (!docs.is_empty()).then(|| quote!(#[doc = ""]));
    quote! {
        #[doc = #summary]
        #blank
        #(#docs)*
    }
}

/// The methods that set members that the type does not declare, by name.
fn additional_setter(additional: &Additional, runtime: &syn::Path) -> TokenStream {
    let Additional {
        ident,
        visibility,
        ty,
        ..
    } = additional;
    let clear = setter_ident(ident, names::clear_setter);
    quote! {
        /// Sets a member that the type does not declare.
        #visibility fn #ident(
            mut self,
            name: &str,
            value: impl #runtime::model::IntoDynamicProperty<#ty>,
        ) -> Self {
            #runtime::model::IntoDynamicProperty::<#ty>::set(&value, &mut self.0, name);
            self
        }

        /// Sets a member that the type does not declare to null.
        #visibility fn #clear(mut self, name: &str) -> Self {
            self.0.clear_dynamic(name);
            self
        }
    }
}

fn traits(ty: &StructuredType) -> TokenStream {
    let StructuredType { ident, runtime, .. } = ty;
    let patch = patch_ident(ty);
    let write = quote!(__graph::Serialize::serialize(&self.0, serializer));
    let serialize = serialize_impl(&patch, &write);
    quote! {
        #[automatically_derived]
        impl #runtime::patch::Patch for #patch {
            type Of = #ident;

            fn document(&self) -> &#runtime::patch::PatchDocument {
                &self.0
            }

            fn into_document(self) -> #runtime::patch::PatchDocument {
                self.0
            }
        }

        #serialize

        #[automatically_derived]
        impl __graph::AcceptsPatchOf<#ident> for #ident {}

        #[automatically_derived]
        impl<__P: __graph::AcceptsPatchOf<#ident>> #runtime::patch::IntoProperty<__P> for #patch {
            fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
                self.0.write_json(json)
            }
        }
    }
}

/// The name of a setter, with the span of the field.
fn setter_ident(field: &Ident, name: impl Fn(&str) -> String) -> Ident {
    Ident::new(&name(&field.unraw().to_string()), field.span())
}
