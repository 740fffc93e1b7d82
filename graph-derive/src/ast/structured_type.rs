//! Entity types and complex types.

use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, Data, DeriveInput, GenericArgument, LitStr, Path, PathArguments, Type, Visibility,
};

use super::Kind;
use crate::arguments::{self, Arguments, Permissions, TagForm};
use crate::errors::Errors;
use crate::names;
use crate::path_template::PathTemplate;
use crate::property_attribute::{DefaultValue, PropertyAttribute};

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
    /// Fields that are neither, and left at their default.
    pub left_out: Vec<Ident>,
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
    pub role: Role,
    pub capability: Capability,
    /// Where the author says that the value, if there is one, is never null.
    pub not_null: Option<Ident>,
    pub default: Option<DefaultValue>,
    pub with: Option<Path>,
}

/// What a declared member is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A property with a value.
    Property,
    /// A relationship to other entities, read when it is expanded.
    Navigation,
    /// An annotation, of the object or of one of its properties.
    Annotation,
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
        let arguments =
            Arguments::read(kind, arguments, errors).without_itself(&input.ident, errors);
        let Data::Struct(data) = &input.data else {
            return None;
        };
        let base = arguments.base.of(kind, &arguments.runtime);
        let mut properties = Vec::new();
        let mut additional = None;
        let mut left_out = Vec::new();
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
                    left_out.push(ident);
                    continue;
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
        let name = arguments.name(kind, &input.ident, errors);
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
            left_out,
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
        let role = if attribute.navigation.is_some() {
            Role::Navigation
        } else if attribute.annotation.is_some() {
            Role::Annotation
        } else {
            Role::Property
        };
        let name = attribute
            .annotation
            .or(attribute.name)
            .unwrap_or_else(|| LitStr::new(&names::wire_name(&ident), ident.span()));
        Self {
            visibility: field.vis.clone(),
            docs: docs(&field.attrs),
            ty: field.ty.clone(),
            name,
            role,
            capability,
            not_null: attribute.not_null,
            default: attribute.default,
            with: attribute.with,
            ident,
        }
    }

    /// Whether a patch can set the value.
    pub(crate) fn is_writable(&self) -> bool {
        self.role == Role::Property && self.capability == Capability::ReadWrite
    }

    /// Whether a patch can bind the relationship to other entities.
    pub(crate) fn is_bindable(&self) -> bool {
        self.role == Role::Navigation && self.capability == Capability::ReadWrite
    }

    /// Whether the property holds a collection.
    pub(crate) fn is_collection(&self) -> bool {
        inside(self.required_type(), "Vec").is_some()
    }

    /// Whether the property may be set to null.
    pub(crate) fn is_nullable(&self) -> bool {
        self.is_optional() && self.not_null.is_none()
    }

    /// Whether the field is an `Option` or a `Presence`, so that the property may be absent.
    pub(crate) fn is_optional(&self) -> bool {
        self.optional_type().is_some()
    }

    /// Whether the field is an `Option`.
    pub(crate) fn is_option(&self) -> bool {
        inside(&self.ty, "Option").is_some()
    }

    fn optional_type(&self) -> Option<&Type> {
        inside(&self.ty, "Option").or_else(|| inside(&self.ty, "Presence"))
    }

    /// The type without `Option` or `Presence`.
    pub(crate) fn required_type(&self) -> &Type {
        self.optional_type().unwrap_or(&self.ty)
    }

    /// The type without `Option` or `Presence` and `Box`: what a patch sets it to.
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
pub(super) fn inside<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
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
