//! Enumerations.

use proc_macro2::{Ident, TokenStream};
use syn::{Data, DeriveInput, Fields, LitStr, Path, Type, Visibility};

use super::{Kind, only_type};
use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::names;
use crate::variant_attribute::{self, VariantAttribute};

/// An enumeration type.
pub(crate) struct Enumeration {
    pub ident: Ident,
    pub visibility: Visibility,
    pub name: LitStr,
    /// Whether a value is a set of members.
    pub flags: bool,
    pub members: Vec<Member>,
    /// Variants that are no members, and not the unknown one either.
    pub malformed: Vec<Ident>,
    /// The variant that keeps the text of members that are not modelled, and its type; missing only where that is
    /// a mistake.
    pub unknown: Option<(Ident, Type)>,
    pub runtime: Path,
}

/// One member.
pub(crate) struct Member {
    pub ident: Ident,
    pub name: LitStr,
    pub value: i64,
}

impl Enumeration {
    /// Reads an enum; `None` where there is too little of one to go on.
    pub(crate) fn read(
        arguments: TokenStream,
        input: &DeriveInput,
        errors: &mut Errors,
    ) -> Option<Self> {
        let arguments = Arguments::read(Kind::Enumeration, arguments, errors);
        let Data::Enum(data) = &input.data else {
            return None;
        };
        let mut members: Vec<Member> = Vec::new();
        let mut malformed = Vec::new();
        let mut unknown = None;
        let mut mistaken = false;
        for variant in &data.variants {
            let attribute =
                VariantAttribute::read(&variant.attrs, variant_attribute::OF_ENUMERATION, errors);
            mistaken |= attribute.has_mistakes;
            match (&attribute.unknown, only_type(&variant.fields)) {
                (Some(key), _) if unknown.is_some() => {
                    errors.at(key, "an enumeration has one `#[graph(unknown)]` variant");
                    malformed.push(variant.ident.clone());
                }
                (Some(_), Some(ty)) => unknown = Some((variant.ident.clone(), ty.clone())),
                (Some(_), None) => {
                    let message = format!("write `{}(String)`", variant.ident);
                    errors.at(&variant.ident, message);
                    mistaken = true;
                    malformed.push(variant.ident.clone());
                }
                (None, _) if !matches!(variant.fields, Fields::Unit) => {
                    let message =
                        "a member holds nothing; only the `#[graph(unknown)]` variant does";
                    errors.at(&variant.fields, message);
                    malformed.push(variant.ident.clone());
                }
                (None, _) => {
                    let previous = members.last().map(|member| member.value);
                    let value = attribute.value;
                    members.push(Member {
                        ident: variant.ident.clone(),
                        value: value.unwrap_or_else(|| next_value(previous, arguments.flags)),
                        name: attribute.name.unwrap_or_else(|| {
                            LitStr::new(&names::wire_name(&variant.ident), variant.ident.span())
                        }),
                    });
                }
            }
        }
        if unknown.is_none() && !mistaken {
            errors.at(
                &input.ident,
                "an enumeration needs a variant for members it does not know, \
                 add `#[graph(unknown)] Unknown(String)`",
            );
        }
        let name = arguments.name(Kind::Enumeration, &input.ident, errors);
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            name,
            flags: arguments.flags,
            members,
            malformed,
            unknown,
            runtime: arguments.runtime,
        })
    }
}

/// The value of a member that is given none: one more than that before it, or the next flag.
///
/// OData CSDL 4.01, section 10.3: members are numbered from zero unless they say otherwise.
fn next_value(previous: Option<i64>, flags: bool) -> i64 {
    match (previous, flags) {
        (None, false) => 0,
        (None | Some(0), true) => 1,
        (Some(previous), false) => previous.saturating_add(1),
        (Some(previous), true) => previous.wrapping_mul(2),
    }
}
