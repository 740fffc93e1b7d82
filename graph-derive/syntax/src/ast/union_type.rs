//! Unions.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Data, DeriveInput, Path, Type, Visibility};

use crate::arguments::{self, Arguments};
use crate::errors::Errors;
use crate::types::{inside, is_value, only_type};
use crate::variant_attribute::{self, VariantAttribute};

/// A declared type together with its derived types.
pub struct UnionType {
    /// The name of the enum.
    pub ident: Ident,
    /// The visibility of the enum.
    pub visibility: Visibility,
    /// The declared type, if `base` names it.
    pub base: Option<Type>,
    /// The variants that hold an annotated type.
    pub variants: Vec<Variant>,
    /// Variants that cannot be used: they do not hold exactly one type, they repeat a type or the
    /// unknown variant, or their attributes have mistakes.
    pub malformed: Vec<Ident>,
    /// The variants for types that are not modelled. After the check there is at most one.
    /// The list is empty only if that is a mistake.
    pub unknown: Vec<(Ident, Variant)>,
    /// Whether a variant has a mistake, so that it may have been meant as the unknown variant.
    pub has_mistakes: bool,
    /// The path of the runtime crate.
    pub runtime: Path,
}

/// One type of a union.
pub struct Variant {
    /// The name of the variant.
    pub ident: Ident,
    /// The annotated type, without the `Box` that may hold it.
    pub ty: Type,
    /// The `Box<…>` as it is written, if there is one.
    pub held_in_box: Option<Type>,
}

impl UnionType {
    /// Reads an enum. Returns `None` if the item is not an enum.
    pub fn read(arguments: Arguments, input: &DeriveInput, errors: &mut Errors) -> Option<Self> {
        let Data::Enum(data) = &input.data else {
            return None;
        };
        let mut ty = Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            base: match arguments.base {
                arguments::Base::Type(base) => Some(*base),
                arguments::Base::None | arguments::Base::Unsaid => None,
            },
            variants: Vec::new(),
            malformed: Vec::new(),
            unknown: Vec::new(),
            has_mistakes: false,
            runtime: arguments.runtime,
        };
        for variant in &data.variants {
            ty.read_variant(variant, errors);
        }
        Some(ty)
    }

    fn read_variant(&mut self, variant: &syn::Variant, errors: &mut Errors) {
        let ident = variant.ident.clone();
        let Some(ty) = only_type(&variant.fields) else {
            let first = variant.fields.iter().next().map(|field| &field.ty);
            // A value is the property of a type that the author has not named yet.
            let ty = first.filter(|ty| !is_value(ty)).map_or_else(
                || ident.to_string(),
                |ty| ty.to_token_stream().to_string().replace(' ', ""),
            );
            errors.at(
                variant,
                format_args!("a variant holds one annotated type, write `{ident}({ty})`"),
            );
            self.has_mistakes = true;
            self.malformed.push(ident);
            return;
        };
        let attribute = VariantAttribute::read(&variant.attrs, variant_attribute::OF_UNION, errors);
        self.has_mistakes |= attribute.has_mistakes;
        if attribute.unknown.is_none() && is_value(ty) {
            let text = ty.to_token_stream().to_string().replace(' ', "");
            errors.at(
                ty,
                format_args!("a variant holds a type with an attribute, and `{text}` has none"),
            );
            self.has_mistakes = true;
            self.malformed.push(ident);
            return;
        }
        let inner = inside(ty, "Box");
        let variant = Variant {
            ident,
            ty: inner.unwrap_or(ty).clone(),
            held_in_box: inner.map(|_| ty.clone()),
        };
        match attribute.unknown {
            Some(key) => self.unknown.push((key, variant)),
            None if attribute.has_mistakes => self.malformed.push(variant.ident),
            None => self.variants.push(variant),
        }
    }

    /// The declared type: the type that `base` names, or the type of the first variant. It is
    /// `None` only if that is a mistake.
    #[must_use]
    pub fn declared(&self) -> Option<&Type> {
        let first = self.variants.first().map(|variant| &variant.ty);
        self.base.as_ref().or(first)
    }
}
