//! The attributes: they insert the base field, and expand the type.
//!
//! An attribute macro sees a struct before `cfg` on its fields is resolved; a derive sees it after.
//! So a type with conditional fields is handed to a derive. The attribute then only passes its
//! arguments on, and leaves it to the derive to report mistakes in them.

use graph_syntax::{Arguments, Errors, Kind};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DeriveInput, Fields, Meta, Path, Token, parse_quote, parse_quote_spanned,
};

use crate::attribute_lists::remove_attributes;
use crate::documentation;
use crate::expand::{self, Reading};
use crate::field_types::replace_types;
use crate::malformed::{declares_type, mended, not_a_type, without_graph_attributes};
use crate::serde_attributes::{
    flatten_is_additional, is_serde, remove_serde_attributes, remove_serde_derives,
};

/// Expands one of the attributes.
pub(crate) fn expand(kind: Kind, arguments: &TokenStream, item: &TokenStream) -> TokenStream {
    let parsed = syn::parse2::<DeriveInput>(item.clone()).ok();
    let Some(mut input) = parsed.or_else(|| mended(item)) else {
        return if declares_type(item) {
            // The compiler reports the syntax error.
            without_graph_attributes(item.clone())
        } else {
            not_a_type(kind, item)
        };
    };
    let mut errors = Errors::default();
    refuse_own_attributes(kind, &mut input, &mut errors);
    flatten_is_additional(&mut input);
    remove_serde_attributes(&mut input, &mut errors);
    give_values(&mut input);
    let derives = derives(&input);
    if derives.iter().any(is_serde) {
        remove_serde_derives(kind, &mut input, &mut errors);
    }
    if has_generics(kind, &input, &mut errors) {
        remove_attributes(&mut input, "graph");
        let errors = errors.into_tokens();
        return quote!(#input #errors);
    }
    replace_types(&mut input, &mut errors);
    let mut of_arguments = Errors::default();
    let known = Arguments::read(kind, &input.ident, arguments.clone(), &mut of_arguments);
    if !shape_fits(kind, &input, &mut errors) {
        input = stand_in(kind, &input, &known.runtime);
    }
    documentation::add(kind, &known, &mut input);
    let mut derives_above = None;
    if !kind.is_of_variants() {
        insert_base(kind, &known, &mut input, &mut errors);
        derives_above = expect_no_derives_above(kind, &known, &input);
    }
    // An object can be read into its default value.
    let reading = if derives.iter().any(|path| path.is_ident("Default")) {
        Reading::InPlace
    } else {
        Reading::Drafted
    };
    let is_sound = errors.is_empty();
    let errors = errors.into_tokens();
    if !has_conditional_parts(&input) {
        let code = expand::annotated(kind, reading, known, &input, is_sound, &mut of_arguments);
        let of_arguments = of_arguments.into_tokens();
        remove_attributes(&mut input, "graph");
        return quote!(#input #code #derives_above #of_arguments #errors);
    }
    let runtime = known.runtime;
    let key = Ident::new(kind.key(), Span::call_site());
    let in_place = (reading == Reading::InPlace).then(|| quote!(, in_place));
    quote! {
        #[derive(#runtime::__private::GraphType)]
        #[graph(#key(#arguments) #in_place)]
        #input
        #derives_above
        #errors
    }
}

/// The traits that the type derives.
fn derives(input: &DeriveInput) -> Vec<Path> {
    let attributes = input
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let lists = attributes.filter_map(|attribute| {
        let list = Punctuated::<Path, Token![,]>::parse_terminated;
        attribute.parse_args_with(list).ok()
    });
    lists.flatten().collect()
}

/// Whether a field or a variant is there only under a condition, which the compiler has not
/// resolved yet.
fn has_conditional_parts(input: &DeriveInput) -> bool {
    let conditional = |attributes: &[Attribute]| {
        attributes.iter().any(|attribute| {
            attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
        })
    };
    let in_fields = |fields: &Fields| fields.iter().any(|field| conditional(&field.attrs));
    match &input.data {
        Data::Struct(data) => in_fields(&data.fields),
        Data::Enum(data) => data
            .variants
            .iter()
            .any(|variant| conditional(&variant.attrs) || in_fields(&variant.fields)),
        Data::Union(_) => false,
    }
}

/// Whether the type has generic parameters. Such a type cannot be expanded.
fn has_generics(kind: Kind, input: &DeriveInput, errors: &mut Errors) -> bool {
    if input.generics.params.is_empty() {
        return false;
    }
    let message = format!(
        "`{}` types own their data and take no generics",
        kind.attribute()
    );
    errors.at(&input.generics, message);
    true
}

/// Whether the item is one that the attribute can work with.
fn shape_fits(kind: Kind, input: &DeriveInput, errors: &mut Errors) -> bool {
    let misfit: Option<&dyn ToTokens> = match (&input.data, kind.is_of_variants()) {
        (Data::Enum(_), true) => None,
        (Data::Struct(data), true) => Some(&data.struct_token),
        (Data::Enum(data), false) => Some(&data.enum_token),
        (Data::Union(data), _) => Some(&data.union_token),
        (Data::Struct(data), false) => match &data.fields {
            Fields::Named(_) => None,
            Fields::Unnamed(fields) => Some(fields),
            Fields::Unit if kind.is_operation() => None,
            Fields::Unit => Some(&data.semi_token),
        },
    };
    if let Some(tokens) = misfit {
        let mut message = format!("`{}` goes on {}", kind.attribute(), kind.item());
        if matches!(input.data, Data::Enum(_)) {
            message.push_str("; on an enum write `graph_enum` or `graph_union`");
        }
        errors.at(tokens.to_token_stream(), message);
    }
    misfit.is_none()
}

/// A type of the same name that the attribute can work with, so that its uses do not fail as well.
fn stand_in(kind: Kind, input: &DeriveInput, runtime: &Path) -> DeriveInput {
    let DeriveInput { vis, ident, .. } = input;
    let derives = derives(input).into_iter().filter(|path| {
        // An enum would have to name its default variant.
        !(kind.is_of_variants() && path.is_ident("Default"))
    });
    let derives = quote!(#[derive(#(#derives),*)]);
    match kind {
        Kind::Entity | Kind::Complex | Kind::Action | Kind::Function => {
            parse_quote!(#derives #vis struct #ident {})
        }
        Kind::Union => parse_quote! {
            #derives
            #vis enum #ident {
                Base(#runtime::Entity),
                #[graph(unknown)]
                Unknown(#runtime::UnknownObject),
            }
        },
        Kind::Enumeration => parse_quote! {
            #derives
            #vis enum #ident {
                #[graph(unknown)]
                Unknown(#runtime::__private::String),
            }
        },
    }
}

/// Refuses `#[graph(…)]` on the type, because the arguments of a type are those of its attribute,
/// and a second attribute of this crate.
fn refuse_own_attributes(kind: Kind, input: &mut DeriveInput, errors: &mut Errors) {
    input.attrs.retain(|attribute| {
        let name = attribute
            .path()
            .segments
            .last()
            .map(|last| last.ident.to_string());
        if name.is_some_and(|name| Kind::ALL.iter().any(|other| other.attribute() == name)) {
            let message = format!("the type has `#[{}]`, remove this one", kind.attribute());
            errors.at(attribute, message);
            return false;
        }
        let is_own = attribute.path().is_ident("graph");
        if is_own {
            let attribute_name = kind.attribute();
            let message = match &attribute.meta {
                Meta::List(list) => format!("write `{}` in `#[{attribute_name}(…)]`", list.tokens),
                _ => format!("a type is described by `#[{attribute_name}(…)]`, remove this one"),
            };
            errors.at(attribute, message);
        }
        !is_own
    });
}

/// Takes `Monday = 1` for `#[graph(value = 1)]`: an enum with an unknown variant has no
/// discriminants.
fn give_values(input: &mut DeriveInput) {
    let Data::Enum(data) = &mut input.data else {
        return;
    };
    for variant in &mut data.variants {
        if let Some((_, value)) = variant.discriminant.take() {
            variant
                .attrs
                .push(parse_quote_spanned!(value.span()=> #[graph(value = #value)]));
        }
    }
}

/// Checks that no derive is above the attribute, where it does not see the field of the base.
///
/// A type without derives of its own may implement the traits by hand, which an empty
/// `#[derive()]` says.
fn expect_no_derives_above(
    kind: Kind,
    arguments: &Arguments,
    input: &DeriveInput,
) -> Option<TokenStream> {
    arguments.base.of(kind, &arguments.runtime)?;
    let mut attributes = input.attrs.iter();
    if attributes.any(|attribute| attribute.path().is_ident("derive")) {
        return None;
    }
    let (ident, runtime) = (&input.ident, &arguments.runtime);
    let check = quote_spanned! {ident.span()=>
        __graph::expect_no_derives_above(
            __graph::Derived::<#ident>::IS_COMPARED,
            __graph::Derived::<#ident>::IS_PRINTED,
        );
    };
    Some(quote! {
        const _: () = {
            use #runtime::__private as __graph;
            use __graph::NotDerived as _;
            #check
        };
    })
}

fn insert_base(kind: Kind, arguments: &Arguments, input: &mut DeriveInput, errors: &mut Errors) {
    let Some(base) = arguments.base.of(kind, &arguments.runtime) else {
        return;
    };
    let Data::Struct(data) = &mut input.data else {
        return;
    };
    let Fields::Named(fields) = &mut data.fields else {
        return;
    };
    let is_base = |field: &syn::Field| field.ident.as_ref().is_some_and(|ident| ident == "base");
    if let Some(own) = fields.named.iter().find(|field| is_base(field)) {
        let message = if own.ty.to_token_stream().to_string() == base.to_token_stream().to_string()
        {
            "the attribute adds the field of the base type, remove this one"
        } else {
            "`base` is the field of the base type, rename this one and keep its name on the wire with \
             `#[graph(name = \"base\")]`"
        };
        errors.at(&own.ident, message);
        fields.named = std::mem::take(&mut fields.named)
            .into_iter()
            .filter(|field| !is_base(field))
            .collect();
    }
    let doc = "The properties inherited from the base type.";
    fields.named.insert(
        0,
        parse_quote_spanned!(base.span()=> #[doc = #doc] pub base: #base),
    );
}
