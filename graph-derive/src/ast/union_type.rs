//! Unions.

use proc_macro2::{Ident, TokenStream};
use syn::{Data, DeriveInput, Path, Type, Visibility};

use super::structured_type::inside;
use super::{Kind, only_type};
use crate::arguments::{self, Arguments};
use crate::errors::Errors;
use crate::variant_attribute::{self, VariantAttribute};

/// A declared type together with its derived types.
pub(crate) struct UnionType {
    pub ident: Ident,
    pub visibility: Visibility,
    pub declared: Type,
    pub variants: Vec<Variant>,
    /// Variants that hold no type.
    pub malformed: Vec<Ident>,
    /// The variant for types that are not modelled; missing only where that is a mistake.
    pub unknown: Option<Variant>,
    pub runtime: Path,
}

/// One type of a union.
pub(crate) struct Variant {
    pub ident: Ident,
    /// The annotated type, without the `Box` that may hold it.
    pub ty: Type,
    /// The `Box<…>` as it is written, where there is one.
    pub held_in_box: Option<Type>,
}

impl UnionType {
    /// Reads an enum; `None` where there is too little of one to go on.
    pub(crate) fn read(
        arguments: TokenStream,
        input: &DeriveInput,
        errors: &mut Errors,
    ) -> Option<Self> {
        let arguments = Arguments::read(Kind::Union, arguments, errors);
        let Data::Enum(data) = &input.data else {
            return None;
        };
        let mut variants = Vec::new();
        let mut malformed = Vec::new();
        let mut unknown = None;
        let mut mistaken = false;
        for variant in &data.variants {
            let Some(ty) = only_type(&variant.fields) else {
                errors.at(
                    variant,
                    format_args!("a variant holds one type, write `{0}({0})`", variant.ident),
                );
                malformed.push(variant.ident.clone());
                continue;
            };
            let attribute =
                VariantAttribute::read(&variant.attrs, variant_attribute::OF_UNION, errors);
            mistaken |= attribute.has_mistakes;
            let inner = inside(ty, "Box");
            let held_in_box = inner.map(|_| ty.clone());
            let ty = inner.unwrap_or(ty);
            let repeated = variants.iter().any(|other: &Variant| other.ty == *ty);
            let variant_of = Variant {
                ident: variant.ident.clone(),
                ty: ty.clone(),
                held_in_box,
            };
            match attribute.unknown {
                Some(key) if unknown.is_some() => {
                    errors.at(key, "a union has one `#[graph(unknown)]` variant");
                    malformed.push(variant_of.ident);
                }
                Some(_) => unknown = Some(variant_of),
                None if attribute.has_mistakes => malformed.push(variant_of.ident),
                None if repeated => {
                    errors.at(ty, "the type has a variant already");
                    malformed.push(variant_of.ident);
                }
                None => variants.push(variant_of),
            }
        }
        if unknown.is_none() && !mistaken {
            errors.at(
                &input.ident,
                "a union needs a variant for types it does not know, \
                 add `#[graph(unknown)] Unknown(UnknownObject)`",
            );
        }
        let declared = match arguments.base {
            arguments::Base::Type(base) => *base,
            _ => variants
                .first()
                .map(|variant| variant.ty.clone())
                .or_else(|| {
                    errors.at(
                        &input.ident,
                        "a union needs a variant with its declared type",
                    );
                    None
                })?,
        };
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            declared,
            variants,
            malformed,
            unknown,
            runtime: arguments.runtime,
        })
    }
}
