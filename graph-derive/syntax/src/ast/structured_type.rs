//! Entity types and complex types.

use proc_macro2::Ident;
use syn::{Attribute, Data, DeriveInput, Fields, LitStr, Path, Type, Visibility};

use crate::arguments::{self, Arguments, Permissions, TagForm};
use crate::errors::Errors;
use crate::kind::Kind;
use crate::name_rule::NameRule;
use crate::path_template::PathTemplate;
use crate::property_attribute::{DefaultValue, PropertyAttribute};
use crate::types::{inside, is_str, is_string};

/// An entity type or a complex type.
pub struct StructuredType {
    /// Whether this is an entity type or a complex type.
    pub kind: Kind,
    /// The name of the struct.
    pub ident: Ident,
    /// The visibility of the struct.
    pub visibility: Visibility,
    /// The qualified name.
    pub name: LitStr,
    /// How the tag is written.
    pub tag: TagForm,
    /// The base type.
    pub base: Option<Type>,
    /// Whether the author named a base type with `base`.
    pub base_is_named: bool,
    /// The declared properties and annotations, in the order of the fields.
    pub properties: Vec<Property>,
    /// The fields for dynamic properties. After the check there is at most one.
    pub additional: Vec<Additional>,
    /// Fields that belong to neither list, and keep their default value.
    pub left_out: Vec<Ident>,
    /// The path of one entity.
    pub path: Option<PathTemplate>,
    /// Further paths of one entity, with the names of their types.
    pub paths: Vec<(Ident, PathTemplate)>,
    /// Whether an entity has a stream of bytes of its own.
    pub is_media: bool,
    /// Whether the type has a patch.
    pub has_patch: bool,
    /// The permissions that requests need.
    pub permissions: Permissions,
    /// The `#[deprecated]` of the type or of one of its properties. Generated code uses them all the
    /// same.
    pub deprecation: Option<Attribute>,
    /// The path of the runtime crate.
    pub runtime: Path,
}

/// A declared property.
pub struct Property {
    /// The name of the field.
    pub ident: Ident,
    /// The visibility of the field.
    pub visibility: Visibility,
    /// `#[deprecated]`, which the items of the property have as well.
    pub deprecation: Option<Attribute>,
    /// The type of the field.
    pub ty: Type,
    /// The name on the wire.
    pub name: LitStr,
    /// Whether the member is a property, a navigation property or an annotation.
    pub kind: MemberKind,
    /// The operations that a client may do with the property.
    pub capability: Capability,
    /// The key `not_null`, with which the author says that the value is never null if it is
    /// present.
    pub not_null: Option<Ident>,
    /// The value if the member is absent.
    pub default: Option<DefaultValue>,
    /// The Edm type of what the string holds.
    pub edm: Option<Ident>,
    /// The module that reads and writes the field.
    pub with: Option<Path>,
}

/// The kind of a declared member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A property with a value.
    Property,
    /// A navigation property, which is read if it is expanded.
    Navigation,
    /// An annotation of the object or of one of its properties.
    Annotation,
}

/// The operations that a client may do with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// A client can read it and change it.
    ReadWrite,
    /// A client can only read it.
    ReadOnly,
    /// A client can read it, and can set it in a new entity.
    CreateOnly,
    /// A client addresses the entity by it.
    Key,
}

/// A field that keeps dynamic properties.
pub struct Additional {
    /// The key that marks the field.
    pub key: Ident,
    /// The name of the field.
    pub ident: Ident,
    /// The visibility of the field.
    pub visibility: Visibility,
    /// The type of the field.
    pub ty: Type,
}

impl StructuredType {
    /// Reads a struct. Returns `None` if the item is not a struct, or if a field has no name.
    pub fn read(
        kind: Kind,
        arguments: Arguments,
        input: &DeriveInput,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Data::Struct(data) = &input.data else {
            return None;
        };
        let base = arguments.base.of(kind, &arguments.runtime);
        let mut properties = Vec::new();
        let mut additional = Vec::new();
        for field in &data.fields {
            let ident = field.ident.clone()?;
            if base.is_some() && ident == "base" {
                continue;
            }
            let attribute = PropertyAttribute::read(&ident, &field.attrs, errors);
            if let Some(key) = attribute.additional {
                additional.push(Additional {
                    key,
                    ident,
                    visibility: field.vis.clone(),
                    ty: field.ty.clone(),
                });
            } else {
                properties.push(Property::new(field, ident, arguments.names, attribute));
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
            left_out: Vec::new(),
            path: arguments.path,
            paths: arguments.paths,
            is_media: arguments.media.is_some(),
            has_patch: arguments.has_patch,
            permissions: arguments.permissions,
            deprecation: deprecation_in(input, &data.fields),
            runtime: arguments.runtime,
        })
    }

    /// The tag as it is sent, or `None` if it is omitted.
    #[must_use]
    pub fn tag_text(&self) -> Option<String> {
        match self.tag {
            TagForm::Hash => Some(format!("#{}", self.name.value())),
            TagForm::Bare => Some(self.name.value()),
            TagForm::Omitted | TagForm::IfDerived => None,
        }
    }
}

impl Property {
    pub(super) fn new(
        field: &syn::Field,
        ident: Ident,
        names: NameRule,
        attribute: PropertyAttribute,
    ) -> Self {
        let capability = if attribute.key.is_some() {
            Capability::Key
        } else if attribute.read_only.is_some() {
            Capability::ReadOnly
        } else if attribute.create_only.is_some() {
            Capability::CreateOnly
        } else {
            Capability::ReadWrite
        };
        let kind = if attribute.annotation.is_some() {
            MemberKind::Annotation
        } else if attribute.navigation.is_some() {
            MemberKind::Navigation
        } else {
            MemberKind::Property
        };
        let name = attribute
            .annotation
            .or(attribute.name)
            .unwrap_or_else(|| LitStr::new(&names.wire_name(&ident), ident.span()));
        Self {
            visibility: field.vis.clone(),
            deprecation: deprecation(&field.attrs),
            ty: field.ty.clone(),
            name,
            kind,
            capability,
            not_null: attribute.not_null,
            default: attribute.default,
            edm: attribute.edm,
            with: attribute.with,
            ident,
        }
    }

    /// Whether a patch can set the value.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.kind == MemberKind::Property && self.capability == Capability::ReadWrite
    }

    /// Whether a patch can bind the navigation property to other entities.
    #[must_use]
    pub fn is_bindable(&self) -> bool {
        self.kind == MemberKind::Navigation && self.capability == Capability::ReadWrite
    }

    /// Whether the property holds a collection.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        inside(self.required_type(), "Vec").is_some()
    }

    /// Whether the property may be set to null.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        self.is_optional() && self.not_null.is_none()
    }

    /// Whether the field is an `Option` or a `Presence`, so that the property may be absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.optional_type().is_some()
    }

    /// Whether the field is an `Option`.
    #[must_use]
    pub fn is_option(&self) -> bool {
        inside(&self.ty, "Option").is_some()
    }

    fn optional_type(&self) -> Option<&Type> {
        inside(&self.ty, "Option").or_else(|| inside(&self.ty, "Presence"))
    }

    /// The type without `Option` or `Presence`.
    #[must_use]
    pub fn required_type(&self) -> &Type {
        self.optional_type().unwrap_or(&self.ty)
    }

    /// The type without `Option` or `Presence` and without `Box`: the type of the value in a patch.
    #[must_use]
    pub fn value_type(&self) -> &Type {
        let required = self.required_type();
        inside(required, "Box")
            .filter(|inner| !is_str(inner))
            .unwrap_or(required)
    }

    /// The type of the value, or of an item of a collection.
    #[must_use]
    pub fn item_type(&self) -> &Type {
        let value = self.value_type();
        let item = inside(value, "Vec").map(|item| inside(item, "Option").unwrap_or(item));
        item.unwrap_or(value)
    }

    /// Whether the value, or an item of a collection, is a string.
    #[must_use]
    pub fn holds_strings(&self) -> bool {
        is_string(self.item_type())
    }
}

/// The `#[deprecated]` among the attributes.
fn deprecation(attributes: &[Attribute]) -> Option<Attribute> {
    let mut attributes = attributes.iter();
    attributes
        .find(|attribute| attribute.path().is_ident("deprecated"))
        .cloned()
}

/// The `#[deprecated]` of a type, or of one of its fields.
pub(super) fn deprecation_in(input: &DeriveInput, fields: &Fields) -> Option<Attribute> {
    let of_fields = || fields.iter().find_map(|field| deprecation(&field.attrs));
    deprecation(&input.attrs).or_else(of_fields)
}
