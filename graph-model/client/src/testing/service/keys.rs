//! Keys in parentheses, such as `Products(1)` and `Order_Details(OrderID=1,ProductID=2)`.
//!
//! See OData URL Conventions 4.01, section 4.3. A key is compared by the text of its values, in the
//! order of its properties.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The properties of the keys of entity sets.
#[derive(Default)]
pub(super) struct Keys {
    primary: BTreeMap<String, Vec<String>>,
    /// The sets, each with a property that identifies its entities as well.
    alternate: Vec<(String, String)>,
}

/// A segment with a key: the name of the set, and the key.
pub(super) struct Keyed<'s> {
    pub set: &'s str,
    /// The names of the key's properties, with their values.
    pub parts: Vec<(String, String)>,
}

impl Keys {
    pub(super) fn declare(&mut self, set: &str, properties: &[&str]) {
        let properties = properties.iter().map(|name| (*name).to_owned());
        self.primary.insert(set.to_owned(), properties.collect());
    }

    pub(super) fn declare_alternate(&mut self, set: &str, property: &str) {
        self.alternate.push((set.to_owned(), property.to_owned()));
    }

    /// Whether the parts name the properties of a key of the set.
    pub(super) fn is_known(&self, keyed: &Keyed<'_>) -> bool {
        let is_alternate = |name: &String| {
            let mut alternate = self.alternate.iter();
            alternate.any(|(set, property)| set == keyed.set && property == name)
        };
        match keyed.parts.as_slice() {
            [(name, _)] if is_alternate(name) => true,
            _ => self.primary(keyed).is_some(),
        }
    }

    /// The key properties of a set. The default is `id`.
    fn of(&self, set: &str) -> Vec<String> {
        let declared = self.primary.get(set).cloned();
        declared.unwrap_or_else(|| vec!["id".to_owned()])
    }

    /// The key of an entity.
    pub(super) fn key(&self, collection: &str, entity: &Map<String, Value>) -> String {
        let set = collection.rsplit('/').next().unwrap_or_default();
        let values = self
            .of(set)
            .into_iter()
            .map(|name| match entity.get(&name) {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => String::new(),
            });
        values.collect::<Vec<_>>().join(",")
    }

    /// The set and the key of a segment, if the segment has a key in parentheses. A call of a
    /// function has parentheses as well, and its name is not that of a set.
    pub(super) fn split<'s>(
        &self,
        segment: &'s str,
        is_set: impl FnOnce(&str) -> bool,
    ) -> Option<Keyed<'s>> {
        let (set, key) = segment.strip_suffix(')')?.split_once('(')?;
        let has_alternate = self.alternate.iter().any(|(other, _)| other == set);
        if !has_alternate && !self.primary.contains_key(set) && !is_set(set) {
            return None;
        }
        let own = self.of(set);
        let mut parts = Vec::new();
        for part in outside_quotes(key) {
            let (name, literal) = match part.split_once('=') {
                Some((name, literal)) if !name.contains('\'') => (name, literal),
                _ => (own.first()?.as_str(), part),
            };
            parts.push((name.to_owned(), value_of(literal)));
        }
        Some(Keyed { set, parts })
    }

    /// Returns the primary key that the parts form, or `None` if a property is missing or the parts
    /// are an alternate key.
    pub(super) fn primary(&self, keyed: &Keyed<'_>) -> Option<String> {
        let own = self.of(keyed.set);
        let of_part = |name: &String| {
            let mut parts = keyed.parts.iter();
            Some(parts.find(|(part, _)| part == name)?.1.clone())
        };
        let values: Option<Vec<String>> = own.iter().map(of_part).collect();
        values
            .filter(|values| values.len() == keyed.parts.len())
            .map(|values| values.join(","))
    }

    /// The property that the service gives a value to in a new entity. It does so for a key of one
    /// property.
    pub(super) fn generated(&self, collection: &str) -> Option<String> {
        let set = collection.rsplit('/').next().unwrap_or_default();
        let mut key = self.of(set);
        key.pop().filter(|_| key.is_empty())
    }

    /// The key of an entity in parentheses.
    pub(super) fn in_parentheses(&self, collection: &str, entity: &Map<String, Value>) -> String {
        let set = collection.rsplit('/').next().unwrap_or_default();
        let key = self.of(set);
        let literals: Vec<String> = key
            .iter()
            .map(|name| {
                let literal = match entity.get(name) {
                    Some(Value::String(text)) => format!("'{}'", text.replace('\'', "''")),
                    Some(other) => other.to_string(),
                    None => String::new(),
                };
                match key.as_slice() {
                    [_] => literal,
                    _ => format!("{name}={literal}"),
                }
            })
            .collect();
        format!("({})", literals.join(","))
    }
}

/// The parts of a key, which commas separate.
fn outside_quotes(key: &str) -> Vec<&str> {
    let mut quoted = false;
    key.split(|c| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    })
    .collect()
}

/// The text of a literal.
fn value_of(literal: &str) -> String {
    match literal
        .strip_suffix('\'')
        .and_then(|text| text.split_once('\''))
    {
        Some((_, text)) => text.replace("''", "'"),
        None => literal.to_owned(),
    }
}

/// The text of a value, without quotes.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
