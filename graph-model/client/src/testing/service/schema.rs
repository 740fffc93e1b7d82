//! The types that a service declares, as far as it needs them to refuse values that do not fit.

use std::collections::BTreeMap;

use graph_model::edm::EdmType;
use graph_model::model::{PropertyDescription, TypeDescription};
use serde_json::{Map, Value};

/// The types of the entities that are checked, by collection, and the types that values may have.
#[derive(Default)]
pub(super) struct Schema {
    collections: BTreeMap<String, String>,
    types: BTreeMap<String, DeclaredType>,
}

#[derive(Default)]
struct DeclaredType {
    properties: Vec<Property>,
    base: Option<String>,
    /// Whether values may have properties that are not declared.
    is_open: bool,
    /// Whether a value must name its type.
    requires_tag: bool,
}

struct Property {
    name: String,
    ty: PropertyType,
    is_nullable: bool,
}

/// The type that the value of a property of a [`Service`](super::Service) must have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PropertyType {
    /// Any value.
    Any,
    /// A string.
    String,
    /// A number, or a string that holds one.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object of one of these types, or of a type derived from one. Each of them is declared.
    OneOf(Vec<&'static str>),
    /// An array of items of a type.
    Collection(Box<PropertyType>),
}

impl PropertyType {
    /// The type of a modelled property.
    fn of(property: &PropertyDescription) -> Self {
        let item = match property.edm_type() {
            EdmType::Boolean => Self::Boolean,
            EdmType::Byte
            | EdmType::SByte
            | EdmType::Int16
            | EdmType::Int32
            | EdmType::Int64
            | EdmType::Single
            | EdmType::Double
            | EdmType::Decimal => Self::Number,
            EdmType::Complex(name) | EdmType::Entity(name) => Self::OneOf(vec![name]),
            EdmType::Binary
            | EdmType::Date
            | EdmType::DateTimeOffset
            | EdmType::Duration
            | EdmType::Guid
            | EdmType::String
            | EdmType::TimeOfDay => Self::String,
            _ => Self::Any,
        };
        if property.is_collection() {
            Self::Collection(Box::new(item))
        } else {
            item
        }
    }
}

impl Schema {
    /// Declares a type with its properties. Its values must name it.
    pub(super) fn declare(&mut self, name: &str, properties: &[(&str, PropertyType)]) {
        let properties = properties.iter().map(|(name, ty)| Property {
            name: (*name).to_owned(),
            ty: ty.clone(),
            is_nullable: false,
        });
        let declared = DeclaredType {
            properties: properties.collect(),
            requires_tag: true,
            ..DeclaredType::default()
        };
        self.types.insert(name.to_owned(), declared);
    }

    /// Declares a modelled type, and those that it derives from.
    pub(super) fn declare_model(&mut self, model: &'static TypeDescription) {
        for ty in model.ancestry() {
            let properties = ty.properties();
            let declared = DeclaredType {
                properties: properties
                    .map(|property| Property {
                        name: property.name().to_owned(),
                        ty: PropertyType::of(property),
                        is_nullable: property.is_nullable(),
                    })
                    .collect(),
                base: ty.base().map(|base| base.name().to_owned()),
                is_open: ty.is_open(),
                requires_tag: false,
            };
            self.types.insert(ty.name().to_owned(), declared);
        }
    }

    /// Makes the schema check the entities of a collection from now on.
    pub(super) fn check(&mut self, collection: &str, ty: &str) {
        self.collections
            .insert(collection.to_owned(), ty.to_owned());
    }

    /// Returns the reason why an entity of the collection cannot take the changes, or `None` if it
    /// can.
    pub(super) fn refusal(&self, collection: &str, changes: &Map<String, Value>) -> Option<String> {
        let ty = self.collections.get(collection)?;
        self.check_object(changes, &[ty.as_str()], &|name| {
            format!("`{name}` cannot be updated.")
        })
        .err()
    }

    /// Returns the reason why an entity cannot be created in the collection, or `None` if it can.
    /// Only modelled types are checked.
    pub(super) fn refusal_of_new(
        &self,
        collection: &str,
        entity: &Map<String, Value>,
    ) -> Option<String> {
        let ty = self.collections.get(collection)?;
        if self.types.get(ty)?.requires_tag {
            return None;
        }
        let unknown = |name: &str| format!("`{ty}` has no property `{name}`.");
        self.check_object(entity, &[ty.as_str()], &unknown).err()
    }

    /// Returns the reason why a query cannot name a property of the entities of the collection, or
    /// `None` if it can.
    pub(super) fn unknown_property(&self, collection: &str, name: &str) -> Option<String> {
        let ty = self.collections.get(collection)?;
        let (mut is_open, mut is_declared) = (false, false);
        for declared in self.ancestry(ty) {
            is_open |= declared.is_open;
            is_declared |= declared
                .properties
                .iter()
                .any(|property| property.name == name);
        }
        let message = format!("Could not find a property named '{name}' on type '{ty}'.");
        (!is_open && !is_declared).then_some(message)
    }

    /// Whether a property of the entities of a collection is a collection itself, if it is
    /// declared.
    pub(super) fn is_collection(&self, collection: &str, name: &str) -> Option<bool> {
        let ty = self.collections.get(collection)?;
        let mut properties = self.ancestry(ty).flat_map(|ty| &ty.properties);
        let property = properties.find(|property| property.name == name)?;
        Some(matches!(property.ty, PropertyType::Collection(_)))
    }

    /// Whether the entities of a collection have a modelled type that does not declare a property
    /// with this name.
    pub(super) fn lacks(&self, collection: &str, name: &str) -> bool {
        let Some(ty) = self.collections.get(collection) else {
            return false;
        };
        let mut ancestry = self.ancestry(ty).peekable();
        ancestry.peek().is_some()
            && ancestry.all(|ty| {
                let is_declared = ty.properties.iter().any(|property| property.name == name);
                !ty.is_open && !is_declared
            })
    }

    /// The declared type of this name, and its ancestors.
    fn ancestry<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s DeclaredType> {
        let first = self.types.get(name);
        std::iter::successors(first, |ty| self.types.get(ty.base.as_ref()?))
    }

    fn is_or_derives_from(&self, name: &str, types: &[&str]) -> bool {
        let names =
            std::iter::successors(Some(name), |name| self.types.get(*name)?.base.as_deref());
        names.into_iter().any(|name| types.contains(&name))
    }

    fn check_object(
        &self,
        object: &Map<String, Value>,
        types: &[&str],
        unknown: &dyn Fn(&str) -> String,
    ) -> Result<(), String> {
        let tag = object.get("@odata.type").and_then(Value::as_str);
        let declared = types.first().copied().unwrap_or_default();
        // Nothing is known about the values of a type that is not declared.
        let Some(ty) = self.types.get(declared) else {
            return Ok(());
        };
        let name = match tag {
            None if !ty.requires_tag => declared,
            tag => tag.unwrap_or_default().trim_start_matches('#'),
        };
        if !self.is_or_derives_from(name, types) {
            let tag = tag.unwrap_or_default();
            return Err(format!("`{tag}` is not one of the types expected here."));
        }
        let is_open = self.ancestry(name).any(|ty| ty.is_open);
        for (member, value) in object.iter().filter(|(name, _)| *name != "@odata.type") {
            let mut properties = self.ancestry(name).flat_map(|ty| &ty.properties);
            match properties.find(|property| property.name == *member) {
                Some(property) if property.is_nullable && value.is_null() => {}
                Some(property) => self.check_value(member, value, &property.ty)?,
                None if is_open => {}
                None if member.contains('@') && !ty.requires_tag => {}
                None => return Err(unknown(member)),
            }
        }
        Ok(())
    }

    fn check_value(&self, member: &str, value: &Value, ty: &PropertyType) -> Result<(), String> {
        let is_number = || match value {
            Value::String(text) => text.parse::<f64>().is_ok(),
            value => value.is_number(),
        };
        let expected = match ty {
            PropertyType::Any => return Ok(()),
            PropertyType::String if value.is_string() => return Ok(()),
            PropertyType::Number if is_number() => return Ok(()),
            PropertyType::Boolean if value.is_boolean() => return Ok(()),
            PropertyType::OneOf(types) => match value {
                Value::Object(value) => {
                    let unknown = |other: &str| format!("`{member}` has no property `{other}`.");
                    return self.check_object(value, types, &unknown);
                }
                _ => "an object",
            },
            PropertyType::Collection(item) => match value {
                Value::Array(items) => {
                    return items
                        .iter()
                        .try_for_each(|value| self.check_value(member, value, item));
                }
                _ => "an array",
            },
            PropertyType::String => "a string",
            PropertyType::Number => "a number",
            PropertyType::Boolean => "a Boolean",
        };
        Err(format!("`{member}` is not {expected}."))
    }
}
