//! Makes the model of an annotated type, as the compiled type would describe it.

use graph_model::edm::EdmType;
use graph_model::model::Capability;
use graph_syntax::ast::{
    self, Enumeration, MemberKind, Operation, Property, StructuredType, UnionType,
};
use graph_syntax::types::inside;
use graph_syntax::{Annotated, Kind};
use syn::ext::IdentExt;
use syn::{Type, TypePath};

use super::items::{Item, Items};
use crate::conformance::Extent;
use crate::metadata::RUNTIME_ENTITY;
use crate::model::{
    Base, Binding, EnumerationModel, Model, OperationModel, PropertyModel, StructuredModel,
    UnionModel, ValueType,
};

/// The model of an item, and how much of the item the source shows. Returns `None` if the source
/// does not show enough to compare.
pub(super) fn model(items: &Items, item: &Item) -> Option<(Model, Extent)> {
    let extent = if item.has_conditional_parts {
        Extent::Partial
    } else {
        Extent::Whole
    };
    match &item.ty {
        Annotated::Structured(ty) => Some((structured(items, item, ty), extent)),
        // The value of a member depends on the members before it, and the declared type of a union
        // may be the type of its first variant.
        Annotated::Enumeration(_) | Annotated::Union(_) if item.has_conditional_parts => None,
        Annotated::Enumeration(ty) => Some((enumeration(ty), extent)),
        Annotated::Operation(ty) => Some((operation(items, item, ty), extent)),
        Annotated::Union(ty) => union(items, item, ty),
    }
}

fn structured(items: &Items, item: &Item, ty: &StructuredType) -> Model {
    let properties = ty
        .properties
        .iter()
        .filter(|property| property.kind != MemberKind::Annotation)
        .map(|property| self::property(items, item, property));
    Model::Structured(StructuredModel {
        name: ty.name.value(),
        is_entity: ty.kind == Kind::Entity,
        base: base(items, item, ty),
        path: ty.path.as_ref().map(|path| path.text.value()),
        properties: properties.collect(),
    })
}

fn operation(items: &Items, item: &Item, ty: &Operation) -> Model {
    let parameters = ty.parameters.iter();
    let on = ty.on_collection().or(ty.on.as_ref());
    Model::Operation(OperationModel {
        name: ty.name.value(),
        is_function: ty.kind == Kind::Function,
        binding: match on.map(|on| named(items, item, on)) {
            None => Binding::None,
            Some(None) => Binding::Elsewhere,
            Some(Some(name)) => Binding::Type(name, ty.on_collection().is_some()),
        },
        parameters: parameters
            .map(|parameter| property(items, item, parameter))
            .collect(),
        returns: ty.returns.as_ref().map(|returns| {
            let mut shape = Shape::default();
            shape.read(items, item, returns);
            let collection = shape.ty.is_some().then_some(shape.collection);
            PropertyModel::of_result(shape.ty, collection)
        }),
    })
}

fn base(items: &Items, item: &Item, ty: &StructuredType) -> Base {
    match &ty.base {
        None => Base::None,
        Some(_) if !ty.base_is_named => Base::Type(RUNTIME_ENTITY.to_owned()),
        Some(base) => match named(items, item, base) {
            Some(name) => Base::Type(name),
            None => Base::Elsewhere,
        },
    }
}

fn property(items: &Items, item: &Item, property: &Property) -> PropertyModel {
    let mut shape = Shape::default();
    shape.read(items, item, &property.ty);
    // The author's own module decides the form of the field on the wire.
    if property.with.is_some() {
        shape.ty = None;
    }
    if let Some(edm) = &property.edm {
        shape.ty = format!("Edm.{edm}").parse().ok().map(ValueType::Primitive);
    }
    let known = shape.ty.is_some();
    PropertyModel {
        name: property.name.value(),
        ty: shape.ty,
        collection: known.then_some(shape.collection),
        nullable: known.then_some(shape.nullable && property.not_null.is_none()),
        navigation: property.kind == MemberKind::Navigation,
        capability: match property.capability {
            ast::Capability::ReadWrite => Capability::ReadWrite,
            ast::Capability::ReadOnly => Capability::ReadOnly,
            ast::Capability::CreateOnly => Capability::CreateOnly,
            ast::Capability::Key => Capability::Key,
        },
    }
}

/// The facts that the written type of a field shows.
#[derive(Default)]
struct Shape {
    ty: Option<ValueType>,
    collection: bool,
    nullable: bool,
}

impl Shape {
    fn read(&mut self, items: &Items, item: &Item, ty: &Type) {
        if let Some(inner) = inside(ty, "Option").or_else(|| inside(ty, "Presence")) {
            self.nullable = true;
            self.read(items, item, inner);
        } else if let Some(inner) = inside(ty, "Vec") {
            self.collection = true;
            // A nullable item does not make the property nullable.
            let nullable = self.nullable;
            self.read(items, item, inner);
            self.nullable = nullable;
        } else if let Some(inner) = inside(ty, "Box").or_else(|| inside(ty, "Flags")) {
            self.read(items, item, inner);
        } else if let Type::Path(path) = ty {
            let named = items.find(item, &path.path);
            self.ty = named
                .and_then(|found| value_name(items, found))
                .map(ValueType::Named)
                .or_else(|| primitive(&last_ident(path)).map(ValueType::Primitive));
        }
    }
}

/// The declared type of a value of an annotated item.
fn value_name(items: &Items, item: &Item) -> Option<String> {
    match &item.ty {
        Annotated::Union(ty) => declared(items, item, ty),
        _ => item.name(),
    }
}

fn enumeration(ty: &Enumeration) -> Model {
    let members = ty
        .members
        .iter()
        .map(|member| (member.name.value(), member.value));
    Model::Enumeration(EnumerationModel {
        name: ty.name.value(),
        flags: ty.flags,
        members: members.collect(),
    })
}

/// The model of a union, if the source shows its declared type. Variants whose types are elsewhere
/// are unknown, and may be the ones that seem to be missing.
fn union(items: &Items, item: &Item, ty: &UnionType) -> Option<(Model, Extent)> {
    let declared = declared(items, item, ty)?;
    let variants: Vec<String> = ty
        .variants
        .iter()
        .filter_map(|variant| named(items, item, &variant.ty))
        .collect();
    let extent = if variants.len() == ty.variants.len() {
        Extent::Whole
    } else {
        Extent::Partial
    };
    Some((Model::Union(UnionModel { declared, variants }), extent))
}

fn declared(items: &Items, item: &Item, ty: &UnionType) -> Option<String> {
    named(items, item, ty.declared()?)
}

/// The name in the metadata of an annotated type, or of the runtime's own entity.
fn named(items: &Items, item: &Item, ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else {
        return None;
    };
    match items.find(item, &path.path) {
        Some(found) => found.name(),
        None => items
            .is_runtime_entity(item, &path.path)
            .then(|| RUNTIME_ENTITY.to_owned()),
    }
}

fn last_ident(path: &TypePath) -> String {
    let last = path.path.segments.last();
    last.map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}

/// The primitive type of a Rust type, by the name that the author writes.
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
        "Stream" => EdmType::Stream,
        "DateTime" | "DateTimeOffset" | "OffsetDateTime" | "Timestamp" => EdmType::DateTimeOffset,
        "Date" | "NaiveDate" => EdmType::Date,
        "Time" | "NaiveTime" | "TimeOfDay" => EdmType::TimeOfDay,
        "Duration" | "SignedDuration" | "TimeDelta" => EdmType::Duration,
        "Decimal" => EdmType::Decimal,
        "Guid" | "Uuid" => EdmType::Guid,
        _ => return None,
    })
}
