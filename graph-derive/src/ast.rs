//! The annotated types as values: what the author said, in the words of OData, with its tokens kept.

use proc_macro2::{Ident, TokenStream};
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DeriveInput, Fields, GenericArgument, LitStr, Meta, Path, PathArguments, Type,
    Visibility,
};

use crate::arguments::{self, Arguments, Permissions, TagForm};
use crate::errors::Errors;
use crate::names;
use crate::path_template::PathTemplate;
use crate::property_attribute::{DefaultValue, PropertyAttribute};

/// Which of the attributes is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Entity,
    Complex,
    Union,
}

impl Kind {
    /// The key under which the attribute hands its arguments to the derive.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Complex => "complex",
            Self::Union => "union",
        }
    }

    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Entity => "graph_entity",
            Self::Complex => "graph_complex",
            Self::Union => "graph_union",
        }
    }
}

/// An entity type or a complex type.
pub(crate) struct StructuredType {
    pub kind: Kind,
    pub ident: Ident,
    pub visibility: Visibility,
    pub name: LitStr,
    pub tag: TagForm,
    pub base: Option<Type>,
    /// Whether the author named the base, rather than leaving it at `Entity`.
    pub base_is_named: bool,
    pub properties: Vec<Property>,
    pub additional: Option<Additional>,
    pub path: Option<PathTemplate>,
    pub permissions: Permissions,
    pub runtime: Path,
}

/// A declared property.
pub(crate) struct Property {
    pub ident: Ident,
    pub visibility: Visibility,
    pub docs: Vec<Attribute>,
    pub ty: Type,
    pub name: LitStr,
    pub capability: Capability,
    pub default: Option<DefaultValue>,
    pub with: Option<Path>,
}

/// What a client may do with a property.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capability {
    ReadWrite,
    ReadOnly,
    CreateOnly,
    Key,
}

/// The field that keeps undeclared members.
pub(crate) struct Additional {
    pub ident: Ident,
    pub visibility: Visibility,
    pub ty: Type,
}

impl StructuredType {
    /// Reads a struct; `None` where there is too little of one to go on.
    pub(crate) fn read(
        kind: Kind,
        arguments: TokenStream,
        input: &DeriveInput,
        errors: &mut Errors,
    ) -> Option<Self> {
        let arguments = Arguments::read(kind, arguments, errors);
        let Data::Struct(data) = &input.data else {
            return None;
        };
        let base = arguments.base.of(kind, &arguments.runtime);
        let mut properties = Vec::new();
        let mut additional = None;
        for field in &data.fields {
            let ident = field.ident.clone()?;
            if base.is_some() && ident == "base" {
                continue;
            }
            let attribute = PropertyAttribute::read(&field.attrs, errors);
            crate::check::field(&ident, &attribute, errors);
            if let Some(key) = &attribute.additional {
                if additional.is_some() {
                    errors.at(key, "a type has one field for additional members");
                }
                let ty = field.ty.clone();
                let visibility = field.vis.clone();
                additional = Some(Additional {
                    ident,
                    visibility,
                    ty,
                });
            } else {
                properties.push(Property::new(field, ident, attribute));
            }
        }
        if !arguments.odata_is_given {
            let name = names::wire_name(&input.ident);
            errors.at(
                &input.ident,
                format_args!(
                    "`{}` needs the type's name, write `odata = \"microsoft.graph.{name}\"`",
                    kind.attribute()
                ),
            );
        }
        let stand_in = || arguments::stand_in_name(input.ident.span());
        let name = arguments.odata.unwrap_or_else(stand_in);
        Some(Self {
            kind,
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            name,
            tag: arguments.tag,
            base,
            base_is_named: matches!(arguments.base, arguments::Base::Type(_)),
            properties,
            additional,
            path: arguments.path,
            permissions: arguments.permissions,
            runtime: arguments.runtime,
        })
    }

    /// The tag as it is written.
    pub(crate) fn tag_text(&self) -> Option<String> {
        match self.tag {
            TagForm::Hash => Some(format!("#{}", self.name.value())),
            TagForm::Bare => Some(self.name.value()),
            TagForm::Omitted => None,
        }
    }
}

impl Property {
    fn new(field: &syn::Field, ident: Ident, attribute: PropertyAttribute) -> Self {
        let capability = if attribute.key.is_some() {
            Capability::Key
        } else if attribute.read_only.is_some() {
            Capability::ReadOnly
        } else if attribute.create_only.is_some() {
            Capability::CreateOnly
        } else {
            Capability::ReadWrite
        };
        let name = attribute
            .name
            .unwrap_or_else(|| LitStr::new(&names::wire_name(&ident), ident.span()));
        Self {
            visibility: field.vis.clone(),
            docs: docs(&field.attrs),
            ty: field.ty.clone(),
            name,
            capability,
            default: attribute.default,
            with: attribute.with,
            ident,
        }
    }

    pub(crate) fn is_writable(&self) -> bool {
        self.capability == Capability::ReadWrite
    }

    /// Whether the field is an `Option`, and so the property nullable.
    pub(crate) fn is_optional(&self) -> bool {
        inside(&self.ty, "Option").is_some()
    }

    /// The type without `Option`.
    pub(crate) fn required_type(&self) -> &Type {
        inside(&self.ty, "Option").unwrap_or(&self.ty)
    }

    /// The type without `Option` and `Box`: what a patch sets it to.
    pub(crate) fn value_type(&self) -> &Type {
        let required = self.required_type();
        inside(required, "Box")
            .filter(|inner| !is_str(inner))
            .unwrap_or(required)
    }
}

fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("str"))
}

/// The `T` of a `wrapper<T>`, by the name the type is written with.
fn inside<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let ty = match ty {
        // Types that come out of a `macro_rules!` macro are wrapped in groups.
        Type::Group(group) => return inside(&group.elem, wrapper),
        Type::Path(path) if path.qself.is_none() => path.path.segments.last()?,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &ty.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if ty.ident == wrapper && arguments.args.len() == 1 => {
            Some(inner)
        }
        _ => None,
    }
}

/// The doc comments among attributes.
fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// A declared type together with its derived types.
pub(crate) struct UnionType {
    pub ident: Ident,
    pub declared: Type,
    pub variants: Vec<Variant>,
    /// The variant for types that are not modelled.
    pub unknown: Ident,
    pub unknown_type: Type,
    pub runtime: Path,
}

/// One type of a union.
pub(crate) struct Variant {
    pub ident: Ident,
    pub ty: Type,
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
        let mut unknown = None;
        for variant in &data.variants {
            let Some(ty) = only_type(&variant.fields) else {
                errors.at(
                    variant,
                    format_args!("a variant holds one type, write `{0}({0})`", variant.ident),
                );
                continue;
            };
            let variant_of = Variant {
                ident: variant.ident.clone(),
                ty: ty.clone(),
            };
            match marked_unknown(&variant.attrs, errors) {
                Some(marked) if unknown.is_some() => {
                    errors.at(marked, "a union has one `#[graph(unknown)]` variant");
                }
                Some(_) => unknown = Some(variant_of),
                None => variants.push(variant_of),
            }
        }
        if unknown.is_none() {
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
        let unknown = unknown?;
        Some(Self {
            ident: input.ident.clone(),
            declared,
            variants,
            unknown: unknown.ident,
            unknown_type: unknown.ty,
            runtime: arguments.runtime,
        })
    }
}

fn only_type(fields: &Fields) -> Option<&Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

/// The key of `#[graph(unknown)]`.
fn marked_unknown(attributes: &[Attribute], errors: &mut Errors) -> Option<Ident> {
    let mut marked = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("graph"))
    {
        match &attribute.meta {
            Meta::List(_) => match attribute.parse_args::<Ident>() {
                Ok(key) if key == "unknown" => marked = Some(key),
                _ => errors.push(syn::Error::new(
                    attribute.meta.span(),
                    "the only key of a variant is `#[graph(unknown)]`",
                )),
            },
            _ => errors.at(attribute, "write `#[graph(unknown)]`"),
        }
    }
    marked
}
