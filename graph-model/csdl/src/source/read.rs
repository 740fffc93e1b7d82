//! From an annotated item to the model that the macros would describe.

use heck::ToLowerCamelCase;
use syn::ext::IdentExt;
use syn::{
    Attribute, Field, Fields, GenericArgument, Ident, PathArguments, Type, TypePath, Variant,
};

use super::items::{Arguments, Item, Items, Kind, Members};
use crate::generate::selection::RUNTIME_ENTITY;
use crate::model::{
    Base, EnumerationModel, Model, PropertyModel, StructuredModel, UnionModel, ValueType,
    next_value,
};
use graph_model::edm::EdmType;
use graph_model::model::Capability;

/// The model of an item.
pub(super) fn model(items: &Items, item: &Item) -> Model {
    match (item.kind, &item.members) {
        (Kind::Union, Members::Variants(variants)) => union(items, item, variants),
        (_, Members::Variants(variants)) => enumeration(item, variants),
        (_, Members::Fields(fields)) => structured(items, item, fields),
    }
}

fn structured(items: &Items, item: &Item, fields: &Fields) -> Model {
    let properties = fields
        .iter()
        .filter_map(|field| property(items, item, field));
    Model::Structured(StructuredModel {
        name: item.name(),
        is_entity: item.kind == Kind::Entity,
        base: base(items, item),
        path: item.arguments.text("path"),
        properties: properties.collect(),
    })
}

fn base(items: &Items, item: &Item) -> Base {
    match item.arguments.ty("base") {
        None if item.kind == Kind::Entity => Base::Type(RUNTIME_ENTITY.to_owned()),
        None => Base::None,
        Some(Type::Path(path)) if path.path.is_ident("none") => Base::None,
        Some(Type::Path(path)) => match items.find(item, &path.path) {
            Some(base) => Base::Type(base.name()),
            None if last_ident(&path) == "Entity" => Base::Type(RUNTIME_ENTITY.to_owned()),
            None => Base::Elsewhere,
        },
        Some(_) => Base::Elsewhere,
    }
}

fn property(items: &Items, item: &Item, field: &Field) -> Option<PropertyModel> {
    let arguments = Arguments::of_member(&field.attrs);
    if arguments.has("additional") || arguments.has("annotation") {
        return None;
    }
    let ident = field.ident.as_ref()?;
    let mut shape = Shape::default();
    shape.read(items, item, &field.ty);
    // The author's own module decides what the field is on the wire.
    let known = shape.ty.is_some() && !arguments.has("with");
    Some(PropertyModel {
        name: wire_name(ident, &field.attrs),
        ty: shape.ty.filter(|_| known),
        collection: known.then_some(shape.collection),
        nullable: known.then_some(shape.nullable && !arguments.has("not_null")),
        navigation: arguments.has("navigation"),
        capability: if arguments.has("key") {
            Capability::Key
        } else if arguments.has("read_only") {
            Capability::ReadOnly
        } else if arguments.has("create_only") {
            Capability::CreateOnly
        } else {
            Capability::ReadWrite
        },
    })
}

/// The name of a field or a variant in the metadata.
pub(super) fn wire_name(ident: &Ident, attributes: &[Attribute]) -> String {
    let given = Arguments::of_member(attributes).text("name");
    given.unwrap_or_else(|| ident.unraw().to_string().to_lower_camel_case())
}

/// What a field's type says, as far as its words tell.
#[derive(Default)]
struct Shape {
    ty: Option<ValueType>,
    collection: bool,
    nullable: bool,
}

impl Shape {
    fn read(&mut self, items: &Items, item: &Item, ty: &Type) {
        let Type::Path(path) = ty else {
            return;
        };
        let name = last_ident(path);
        match (name.as_str(), argument(path)) {
            ("Option" | "Presence", Some(inner)) => {
                self.nullable = true;
                self.read(items, item, inner);
            }
            ("Vec", Some(inner)) => {
                self.collection = true;
                // Nothing that stands inside a collection makes the property nullable.
                let nullable = self.nullable;
                self.read(items, item, inner);
                self.nullable = nullable;
            }
            ("Box" | "Flags", Some(inner)) => self.read(items, item, inner),
            _ => {
                let named = items.find(item, &path.path);
                self.ty = named
                    .and_then(|found| value_name(items, found))
                    .map(ValueType::Named)
                    .or_else(|| primitive(&name).map(ValueType::Primitive));
            }
        }
    }
}

/// The type that a value of an annotated item is declared with.
fn value_name(items: &Items, item: &Item) -> Option<String> {
    match item.kind {
        Kind::Union => declared(items, item).map(Item::name),
        _ => Some(item.name()),
    }
}

fn enumeration(item: &Item, variants: &[Variant]) -> Model {
    let flags = item.arguments.has("flags");
    let mut members: Vec<(String, i64)> = Vec::new();
    for variant in variants {
        let arguments = Arguments::of_member(&variant.attrs);
        if arguments.has("unknown") {
            continue;
        }
        let previous = members.last().map(|(_, value)| *value);
        let value = arguments.number("value");
        let value = value.unwrap_or_else(|| next_value(previous, flags));
        members.push((wire_name(&variant.ident, &variant.attrs), value));
    }
    Model::Enumeration(EnumerationModel {
        name: item.name(),
        flags,
        members,
    })
}

fn union(items: &Items, item: &Item, variants: &[Variant]) -> Model {
    let found = variants
        .iter()
        .filter_map(|variant| variant_type(items, item, variant));
    Model::Union(UnionModel {
        declared: declared(items, item).map(Item::name).unwrap_or_default(),
        variants: found.map(Item::name).collect(),
    })
}

/// The declared type: the base that is named, or the type of the first variant.
fn declared<'i>(items: &'i Items, item: &Item) -> Option<&'i Item> {
    if let Some(Type::Path(path)) = item.arguments.ty("base") {
        return items.find(item, &path.path);
    }
    match &item.members {
        Members::Variants(variants) => variant_type(items, item, variants.first()?),
        Members::Fields(_) => None,
    }
}

fn variant_type<'i>(items: &'i Items, item: &Item, variant: &Variant) -> Option<&'i Item> {
    match &variant.fields.iter().next()?.ty {
        Type::Path(path) if last_ident(path) == "Box" => match argument(path)? {
            Type::Path(path) => items.find(item, &path.path),
            _ => None,
        },
        Type::Path(path) => items.find(item, &path.path),
        _ => None,
    }
}

fn last_ident(path: &TypePath) -> String {
    let last = path.path.segments.last();
    last.map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}

/// The `T` of a `Wrapper<T>`.
fn argument(path: &TypePath) -> Option<&Type> {
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The primitive type that a Rust type is a property of, by the name it is written with.
fn primitive(name: &str) -> Option<EdmType> {
    Some(match name {
        "bool" => EdmType::Boolean,
        "u8" => EdmType::Byte,
        "i8" => EdmType::SByte,
        "i16" => EdmType::Int16,
        "i32" => EdmType::Int32,
        "i64" => EdmType::Int64,
        "f32" => EdmType::Single,
        "f64" => EdmType::Double,
        "String" | "str" => EdmType::String,
        "Binary" => EdmType::Binary,
        "DateTime" | "OffsetDateTime" | "Timestamp" => EdmType::DateTimeOffset,
        "Date" | "NaiveDate" => EdmType::Date,
        "Time" | "NaiveTime" => EdmType::TimeOfDay,
        "Duration" | "SignedDuration" | "TimeDelta" => EdmType::Duration,
        "Decimal" => EdmType::Decimal,
        "Uuid" => EdmType::Guid,
        _ => return None,
    })
}
