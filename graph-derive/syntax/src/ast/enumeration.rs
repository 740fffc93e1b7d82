//! Enumerations.

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields, LitStr, Path, Type, Visibility};

use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::kind::Kind;
use crate::name_rule::NameRule;
use crate::types::only_type;
use crate::variant_attribute::{self, VariantAttribute};

/// An enumeration type.
pub struct Enumeration {
    /// The name of the enum.
    pub ident: Ident,
    /// The visibility of the enum.
    pub visibility: Visibility,
    /// The qualified name.
    pub name: LitStr,
    /// Whether a value is a set of members.
    pub flags: bool,
    /// The members, in the order of the variants.
    pub members: Vec<Member>,
    /// Variants that are not members and do not hold the names of unknown members.
    pub malformed: Vec<Ident>,
    /// The variants that keep the names of members that are not modelled. After the check there is
    /// at most one. The list is empty only if that is a mistake.
    pub unknown: Vec<UnknownMember>,
    /// Whether a variant has a mistake, so that it may have been meant as the unknown variant.
    pub has_mistakes: bool,
    /// The path of the runtime crate.
    pub runtime: Path,
}

/// One member.
pub struct Member {
    /// The name of the variant.
    pub ident: Ident,
    /// The name on the wire.
    pub name: LitStr,
    /// The number of the member.
    pub value: i64,
}

/// The variant for members that are not modelled.
pub struct UnknownMember {
    /// The key that marks the variant.
    pub key: Ident,
    /// The name of the variant.
    pub ident: Ident,
    /// The type that the variant holds.
    pub ty: Type,
}

impl Enumeration {
    /// Reads an enum. Returns `None` if the item is not an enum.
    pub fn read(arguments: Arguments, input: &DeriveInput, errors: &mut Errors) -> Option<Self> {
        let Data::Enum(data) = &input.data else {
            return None;
        };
        let name = arguments.name(Kind::Enumeration, &input.ident, errors);
        let mut ty = Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            name,
            flags: arguments.flags,
            members: Vec::new(),
            malformed: Vec::new(),
            unknown: Vec::new(),
            has_mistakes: false,
            runtime: arguments.runtime,
        };
        for variant in &data.variants {
            ty.read_variant(variant, arguments.names, errors);
        }
        Some(ty)
    }

    fn read_variant(&mut self, variant: &syn::Variant, names: NameRule, errors: &mut Errors) {
        let ident = variant.ident.clone();
        let keys = variant_attribute::OF_ENUMERATION;
        let attribute = VariantAttribute::read(&variant.attrs, keys, errors);
        self.has_mistakes |= attribute.has_mistakes;
        match (attribute.unknown, only_type(&variant.fields)) {
            (Some(_), Some(ty)) if never_holds_names(ty) => {
                errors.at(ty, format_args!("write `{ident}(String)`"));
                self.has_mistakes = true;
                self.malformed.push(ident);
            }
            (Some(key), Some(ty)) => self.unknown.push(UnknownMember {
                key,
                ident,
                ty: ty.clone(),
            }),
            (Some(_), None) => {
                errors.at(&ident, format_args!("write `{ident}(String)`"));
                self.has_mistakes = true;
                self.malformed.push(ident);
            }
            (None, _) if attribute.has_mistakes && !matches!(variant.fields, Fields::Unit) => {
                self.malformed.push(ident);
            }
            (None, _) if !matches!(variant.fields, Fields::Unit) => {
                errors.at(
                    &variant.fields,
                    "a member holds nothing; only the `#[graph(unknown)]` variant does",
                );
                self.malformed.push(ident);
            }
            (None, _) => {
                let previous = self.members.last().map(|member| member.value);
                self.members.push(Member {
                    value: attribute
                        .value
                        .unwrap_or_else(|| next_value(previous, self.flags)),
                    name: attribute
                        .name
                        .unwrap_or_else(|| LitStr::new(&names.wire_name(&ident), ident.span())),
                    ident,
                });
            }
        }
    }
}

/// Whether the type certainly holds no name of an unknown member: a number, a Boolean, a reference
/// or untyped JSON.
fn never_holds_names(ty: &Type) -> bool {
    const OTHERS: [&str; 17] = [
        "bool",
        "char",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "u8",
        "u16",
        "u32",
        "u64",
        "usize",
        "f32",
        "f64",
        "RawJson",
        "UnknownObject",
    ];
    match ty {
        Type::Reference(_) | Type::Tuple(_) => true,
        Type::Path(path) => OTHERS.iter().any(|name| path.path.is_ident(name)),
        _ => false,
    }
}

/// The value of a member without a given value: one more than the value of the previous member, or
/// the next flag.
///
/// Members are numbered from zero unless they have values (OData CSDL 4.01, section 10.3).
#[must_use]
pub fn next_value(previous: Option<i64>, flags: bool) -> i64 {
    match (previous, flags) {
        (None, false) => 0,
        (None | Some(0), true) => 1,
        (Some(previous), false) => previous.saturating_add(1),
        (Some(previous), true) => previous.wrapping_mul(2),
    }
}
