//! Query options, decoded and applied to the entities of a collection.

use std::cmp::Ordering;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::filter::Filter;
use super::{expression, filter};

/// The options of a URL.
#[derive(Default)]
pub(super) struct Options {
    given: Vec<(String, String)>,
}

impl Options {
    /// Splits a URL into its path and its options. An unknown or repeated option is refused with a
    /// message.
    pub(super) fn split(url: &str) -> Result<(&str, Self), String> {
        let Some((path, query)) = url.split_once('?') else {
            return Ok((url, Self::default()));
        };
        let mut given = Vec::new();
        for option in query.split('&') {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let name = decoded(name);
            let known = [
                "$select",
                "$expand",
                "$filter",
                "$orderby",
                "$top",
                "$skip",
                "$count",
                "$search",
                "$compute",
                "$skiptoken",
                "$deltatoken",
            ];
            if name.starts_with('$') && !known.contains(&name.as_str()) {
                return Err(format!("`{name}` is not a query option."));
            }
            if given.iter().any(|(other, _)| *other == name) {
                return Err(format!("`{name}` is given twice."));
            }
            given.push((name, decoded(value)));
        }
        Ok((path, Self { given }))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut given = self.given.iter();
        given
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// Returns the requested entities, in the requested order.
    pub(super) fn apply(&self, mut entities: Vec<Value>) -> Result<Vec<Value>, String> {
        for computed in self
            .get("$compute")
            .into_iter()
            .flat_map(outside_parentheses)
        {
            let (value, name) = computed
                .rsplit_once(" as ")
                .ok_or("A computed property needs a name.")?;
            let value = expression::parse(value)?;
            for entity in &mut entities {
                entity[name] = filter::evaluate(&value, entity)?;
            }
        }
        if let Some(text) = self.get("$filter") {
            let filter = Filter::parse(text)?;
            entities.retain(|entity| filter.holds(entity));
        }
        for order in self
            .get("$orderby")
            .into_iter()
            .flat_map(|text| outside_parentheses(text).into_iter().rev())
        {
            let (value, descending) = match order.strip_suffix(" desc") {
                Some(value) => (value, true),
                None => (order, false),
            };
            let value = expression::parse(value)?;
            let value = |entity: &Value| filter::evaluate(&value, entity).unwrap_or_default();
            entities.sort_by(|one, other| {
                let order = filter::order(&value(one), &value(other)).unwrap_or(Ordering::Equal);
                if descending { order.reverse() } else { order }
            });
        }
        Ok(entities)
    }

    /// Returns an entity with its selected properties, and with its related entities if they are
    /// expanded.
    pub(super) fn shape(&self, entity: &Value) -> Value {
        let Value::Object(members) = entity else {
            return entity.clone();
        };
        let selected = |name: &str| match self.get("$select") {
            None => true,
            Some(list) => list.split(',').any(|other| other == name),
        };
        let shaped: Map<String, Value> = members
            .iter()
            .filter(|(name, value)| {
                let related = value
                    .as_array()
                    .is_some_and(|items| items.iter().any(has_id));
                name.starts_with('@')
                    || if related {
                        self.expands(name)
                    } else {
                        selected(name)
                    }
            })
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        Value::Object(shaped)
    }

    fn expands(&self, name: &str) -> bool {
        self.expanded().iter().any(|expanded| expanded == name)
    }

    /// The names of the expanded relationships.
    pub(super) fn expanded(&self) -> Vec<String> {
        let items = self.get("$expand").map(outside_parentheses);
        let names = items.into_iter().flatten();
        names
            .map(|item| item.split(['(', '/']).next().unwrap_or_default().to_owned())
            .collect()
    }

    /// The names of the properties that are selected or expanded.
    pub(super) fn property_names(&self) -> Vec<String> {
        let computed: Vec<&str> = self
            .get("$compute")
            .into_iter()
            .flat_map(outside_parentheses)
            .filter_map(|item| Some(item.rsplit_once(" as ")?.1))
            .collect();
        let selected = self
            .get("$select")
            .into_iter()
            .flat_map(|list| list.split(','));
        let selected = selected.filter_map(|path| path.split('/').next());
        let selected = selected
            .filter(|name| *name != "*" && !name.contains(['.', '@']) && !computed.contains(name));
        let selected = selected.map(str::to_owned);
        let expanded = self
            .expanded()
            .into_iter()
            .filter(|name| !name.contains('.') && name != "*");
        selected.chain(expanded).collect()
    }
}

/// The parts between the commas that are not inside parentheses.
fn outside_parentheses(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_between = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    text.split(is_between).collect()
}

/// Returns whether an item has an id. Related entities have one, and items of complex types do not.
fn has_id(item: &Value) -> bool {
    item.get("id").is_some()
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
