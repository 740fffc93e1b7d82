//! The types that a service declares, as far as it needs them to refuse values that do not fit.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The types of the entities that are checked, by collection, and the types that values may have.
#[derive(Default)]
pub(super) struct Schema {
    collections: BTreeMap<String, String>,
    types: BTreeMap<String, Vec<(String, PropertyType)>>,
}

/// The type that the value of a property must have.
#[derive(Clone, Debug)]
pub enum PropertyType {
    /// A string.
    String,
    /// An object of one of these types. Each of them is declared.
    OneOf(Vec<&'static str>),
}

impl Schema {
    /// Declares a type with its properties.
    pub(super) fn declare(&mut self, name: &str, properties: &[(&str, PropertyType)]) {
        let properties = properties
            .iter()
            .map(|(name, ty)| ((*name).to_owned(), ty.clone()));
        self.types.insert(name.to_owned(), properties.collect());
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

    fn check_object(
        &self,
        object: &Map<String, Value>,
        types: &[&str],
        unknown: &dyn Fn(&str) -> String,
    ) -> Result<(), String> {
        let tag = object.get("@odata.type").and_then(Value::as_str);
        let name = tag.unwrap_or_default().trim_start_matches('#');
        if !types.contains(&name) {
            let tag = tag.unwrap_or_default();
            return Err(format!("`{tag}` is not one of the types expected here."));
        }
        let declared = self.types.get(name).map(Vec::as_slice).unwrap_or_default();
        for (member, value) in object.iter().filter(|(name, _)| *name != "@odata.type") {
            let ty = declared.iter().find(|(declared, _)| declared == member);
            match (ty, value) {
                (None, _) => return Err(unknown(member)),
                (Some((_, PropertyType::String)), Value::String(_)) => {}
                (Some((_, PropertyType::String)), _) => {
                    return Err(format!("`{member}` is not a string."));
                }
                (Some((_, PropertyType::OneOf(types))), Value::Object(value)) => {
                    let unknown = |other: &str| format!("`{member}` has no property `{other}`.");
                    self.check_object(value, types, &unknown)?;
                }
                (Some((_, PropertyType::OneOf(_))), _) => {
                    return Err(format!("`{member}` is not an object."));
                }
            }
        }
        Ok(())
    }
}
