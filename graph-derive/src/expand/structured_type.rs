//! Entity types and complex types: the call of the template that leads from a type's description to
//! its fields.

use graph_syntax::ast::{Property, StructuredType};
use graph_syntax::{DefaultValue, Kind};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::frame::{Reading, mark, of_base, plain};
use super::{description, functions, handles, patch, path};

pub(super) fn expand(ty: &StructuredType, reading: Reading, is_sound: bool) -> TokenStream {
    let members = members(ty, reading, is_sound);
    let draft = (reading == Reading::Drafted).then(|| draft(ty));
    let patch = patch::expand(ty);
    let functions = functions::expand(ty);
    let paths = path::expand(ty);
    let media = media(ty);
    quote!(#members #draft #patch #functions #paths #media)
}

/// The impl for an entity with a stream of bytes of its own.
fn media(ty: &StructuredType) -> Option<TokenStream> {
    let StructuredType { ident, runtime, .. } = ty;
    let mark = mark(ty.deprecation.is_some());
    ty.is_media.then(|| {
        quote! {
            #mark
            impl #runtime::model::MediaEntity for #ident {}
        }
    })
}

fn members(ty: &StructuredType, reading: Reading, is_sound: bool) -> TokenStream {
    let StructuredType {
        ident,
        visibility,
        name,
        runtime,
        ..
    } = ty;
    let kind = if ty.kind == Kind::Entity {
        quote!(Entity)
    } else {
        quote!(Complex)
    };
    let extends = ty.base.as_ref().map(|base| {
        let inherit = inherit(ty);
        // A private base is one error, because its lines have one span.
        let target = quote_spanned!(base.span()=> type Target = #base;);
        quote!(extends #base [#target] [#inherit])
    });
    let base = ty.base.as_ref().map_or_else(
        || quote!(type Base = #runtime::__private::NoBase;),
        |base| quote_spanned!(base.span()=> type Base = #base;),
    );
    let description = description::expand(ty, reading);
    let patch = patch::type_of(ty);
    let members = description::members(&ty.properties, &ty.runtime);
    let defaults = defaults(ty).map(|(number, ident, value)| match reading {
        Reading::InPlace => quote!(#number #ident #value;),
        // A mistake in the value is one error, so the draft is the only place that has it.
        Reading::Drafted => {
            let value = drafted_default(ty, &number, ident);
            quote!(#number #ident #value;)
        }
    });
    let dynamic = ty.additional.first().map(|additional| {
        let ident = &additional.ident;
        let (dynamic, dynamic_mut) = (of_map(ty, "as_dynamic"), of_map(ty, "as_dynamic_mut"));
        quote!(#ident [#dynamic] [#dynamic_mut])
    });
    let draft = match reading {
        Reading::InPlace => ident.clone(),
        Reading::Drafted => draft_ident(ty),
    };
    let handles = handles::expand(ty);
    let deref = handles::deref(ty);
    let checks = description::checks(ty, is_sound);
    let mark = mark(ty.deprecation.is_some());
    quote! {
        #checks
        #deref
        #runtime::templates::structured_type! {
            #mark
            #visibility #ident: #kind, #name; base [#base] #extends;
            const TYPE = #description;
            patch [#patch];
            members [#(#members)*]
            defaults [#(#defaults)*]
            dynamic [#dynamic]
            draft #draft;
            #handles
        }
    }
}

/// The functions that lead to the inherited part. The compiler reports an error in a signature at
/// the whole signature, so these have the span of the base.
fn inherit(ty: &StructuredType) -> Option<TokenStream> {
    let (base, runtime) = (ty.base.as_ref()?, &ty.runtime);
    let (as_object, as_draft) = (of_base(ty, "as_object"), of_base(ty, "as_draft"));
    Some(quote_spanned! {base.span()=>
        fn base(&self) -> #runtime::__private::Option<&dyn #runtime::__private::Object> {
            #runtime::__private::Some(#as_object(&self.base))
        }

        fn base_mut(
            &mut self,
        ) -> #runtime::__private::Option<&mut dyn #runtime::__private::Draft> {
            #runtime::__private::Some(#as_draft(&mut self.base))
        }
    })
}

fn draft_ident(ty: &StructuredType) -> Ident {
    format_ident!("__{}Draft", ty.ident)
}

/// The default value of a property, taken from a draft. A type without `Default` is filled in place
/// where it is the base of a type with a default value.
fn drafted_default(ty: &StructuredType, number: &Literal, field: &Ident) -> TokenStream {
    let (ident, draft, runtime) = (&ty.ident, draft_ident(ty), &ty.runtime);
    quote! {
        {
            let mut draft = <#draft as #runtime::__private::DraftOf<#ident>>::start();
            #runtime::__private::Draft::set_default(&mut draft, #number);
            match draft.#field {
                #runtime::__private::Some(value) => value,
                #runtime::__private::None => return,
            }
        }
    }
}

/// The draft of a type that has no default value to start from: a struct with a place for each
/// member. It is not in a template, because much of it names the base.
fn draft(ty: &StructuredType) -> TokenStream {
    let StructuredType {
        ident,
        left_out,
        runtime,
        ..
    } = ty;
    let draft = draft_ident(ty);
    let mark = ty.deprecation.as_ref().map(|_| mark(true));
    let numbers = (0..ty.properties.len()).map(plain);
    let idents: Vec<_> = ty
        .properties
        .iter()
        .map(|property| &property.ident)
        .collect();
    let types = ty.properties.iter().map(|property| &property.ty);
    let (base, base_mut, start_base, finish_base) = draft_of_base(ty).unwrap_or_default();
    let (dynamic, dynamic_mut, start_dynamic, finish_dynamic) =
        draft_of_dynamic(ty).unwrap_or_default();
    let set_default = defaults(ty)
        .map(|(number, ident, value)| quote!(#number => self.#ident = __graph::Some(#value),));
    quote! {
        #mark
        #[doc(hidden)]
        pub struct #draft {
            #base
            #(#idents: #runtime::__private::Option<#types>,)*
            #dynamic
        }

        #mark
        const _: () = {
            use #runtime::__private as __graph;

            #[automatically_derived]
            impl __graph::Draft for #draft {
                fn member_mut(&mut self, number: usize) -> &mut dyn __graph::Any {
                    match number {
                        #(#numbers => &mut self.#idents,)*
                        _ => self,
                    }
                }

                fn set_default(&mut self, number: usize) {
                    match number {
                        #(#set_default)*
                        _ => {}
                    }
                }

                #base_mut
                #dynamic_mut
            }

            #[automatically_derived]
            impl __graph::DraftOf<#ident> for #draft {
                fn start() -> Self {
                    Self {
                        #start_base
                        #(#idents: __graph::None,)*
                        #start_dynamic
                    }
                }

                fn finish(self) -> __graph::Result<#ident, __graph::ReadError> {
                    __graph::Ok(#ident {
                        #finish_base
                        #(#idents: __graph::taken(self.#idents)?,)*
                        #finish_dynamic
                        #(#left_out: __graph::Default::default(),)*
                    })
                }
            }
        };
    }
}

/// The parts of a draft that belong to one field of it: the field, the function that leads to it,
/// its value at the start, and its value at the end.
type DraftParts = (TokenStream, TokenStream, TokenStream, TokenStream);

fn draft_of_base(ty: &StructuredType) -> Option<DraftParts> {
    let span = ty.base.as_ref()?.span();
    let (draft, start) = (of_base(ty, "Draft"), of_base(ty, "start"));
    let finish = of_base(ty, "finish");
    // The author did not write these paths, so no lint is to ask for shorter ones.
    let unlinted = Span::call_site().located_at(span);
    let option = quote_spanned!(unlinted=> __graph::Option);
    let some = quote_spanned!(unlinted=> __graph::Some);
    let field = quote_spanned!(span=> base: #draft,);
    let value = quote_spanned!(span=> base: #start(),);
    let (field, value) = if ty.properties.is_empty() && ty.additional.is_empty() {
        handles::after_base(&field, &value)
    } else {
        (field, value)
    };
    Some((
        field,
        quote_spanned! {span=>
            fn base_mut(&mut self) -> #option<&mut dyn __graph::Draft> {
                #some(&mut self.base)
            }
        },
        value,
        quote_spanned!(span=> base: #finish(self.base)?,),
    ))
}

fn draft_of_dynamic(ty: &StructuredType) -> Option<DraftParts> {
    let additional = ty.additional.first()?;
    let (ident, map) = (&additional.ident, &additional.ty);
    let (none, as_dynamic_mut) = (of_map(ty, "none")?, of_map(ty, "as_dynamic_mut")?);
    Some((
        quote!(#ident: #map,),
        quote! {
            fn dynamic_mut(&mut self) -> __graph::Option<&mut dyn __graph::DynamicMembers> {
                #as_dynamic_mut(&mut self.#ident)
            }
        },
        quote_spanned!(map.span()=> #ident: #none(),),
        quote!(#ident: self.#ident,),
    ))
}

/// An item of the `DynamicProperties` impl of the map. All of it has the span of the map's type.
fn of_map(ty: &StructuredType, item: &str) -> Option<TokenStream> {
    let (map, runtime) = (&ty.additional.first()?.ty, &ty.runtime);
    let span = map.span();
    let item = Ident::new(item, span);
    Some(quote_spanned!(span=> <#map as #runtime::__private::DynamicProperties>::#item))
}

/// The properties with a default value: their numbers, fields and values. A function of another
/// type is reported at its name.
fn defaults(ty: &StructuredType) -> impl Iterator<Item = (Literal, &Ident, TokenStream)> {
    let runtime = &ty.runtime;
    let properties = ty.properties.iter().enumerate();
    properties.filter_map(move |(number, property)| {
        let Property {
            ident, ty, default, ..
        } = property;
        let value = match default.as_ref()? {
            DefaultValue::Default => {
                quote_spanned!(ty.span()=> <#ty as #runtime::__private::Default>::default())
            }
            DefaultValue::Function(function) => {
                quote_spanned!(function.span()=> { let value: #ty = #function(); value })
            }
        };
        Some((plain(number), ident, value))
    })
}
