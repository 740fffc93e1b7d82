//! The changes between two JSON objects without a description, for a service that merges.
//!
//! OData Protocol 4.01, section 11.4.3: a service merges the object that it receives with the one
//! that it has, so a member that is gone is sent as null.

use std::collections::{HashMap, HashSet};

use serde_json::value::RawValue;

use super::unknown_object::UnknownObject;
use crate::description::control_information::{is_advertised_operation, tag_named};
use crate::edm::RawJson;
use crate::json;

/// The deepest object that is compared member by member. A deeper one is sent whole.
const DEEPEST: usize = 128;

/// The changes of an object, or `None` if the two cannot be merged: one of them is not an object,
/// or they are of different types. An object without members means that nothing changed.
pub(super) fn of_text(after: &str, before: &str) -> Option<UnknownObject> {
    if json::depth(after) > DEEPEST {
        return None;
    }
    of_objects(after, before)
}

fn of_objects(after: &str, before: &str) -> Option<UnknownObject> {
    if !after.starts_with('{') || !before.starts_with('{') {
        return None;
    }
    let after: UnknownObject = serde_json::from_str(after).ok()?;
    let before: UnknownObject = serde_json::from_str(before).ok()?;
    of_members(
        after.members().map(|(name, value)| (name, value.as_raw())),
        before.members().map(|(name, value)| (name, value.as_raw())),
    )
}

/// The changes of the members of an object.
pub(super) fn of_members<'a, 'b>(
    after: impl Iterator<Item = (&'a str, &'a RawValue)>,
    before: impl Iterator<Item = (&'b str, &'b RawValue)>,
) -> Option<UnknownObject> {
    let before: Vec<_> = before.collect();
    let values_before: HashMap<&str, &RawValue> = before.iter().copied().collect();
    let mut names = HashSet::new();
    let mut tag = None;
    let mut changes = Vec::new();
    for (name, value) in after {
        names.insert(name);
        let old = values_before.get(name).copied();
        let is_unchanged = old.is_some_and(|old| is_same(value, old));
        if tag_named(name).is_some() {
            if !is_unchanged {
                return None;
            }
            tag = Some((name.to_owned(), value.get().parse().ok()?));
        } else if !is_unchanged && !is_advertised_operation(name) {
            let merged = old.and_then(|old| of_objects(value.get(), old.get()));
            let json = match &merged {
                Some(changes) if changes.is_empty() => continue,
                Some(changes) => RawJson::new(changes),
                None => value.get().parse(),
            };
            changes.push((name.to_owned(), json.ok()?));
        }
    }
    for (name, _) in before {
        if names.contains(name) {
            continue;
        }
        if tag_named(name).is_some() {
            return None;
        }
        if !name.contains('@') && !is_advertised_operation(name) {
            changes.push((name.to_owned(), RawJson::new(&()).ok()?));
        }
    }
    if !changes.is_empty() {
        changes.splice(0..0, tag);
    }
    Some(UnknownObject::of_members(changes))
}

/// Whether two values have the same JSON, apart from spaces.
fn is_same(value: &RawValue, other: &RawValue) -> bool {
    let compact = |value: &RawValue| {
        json::without_spaces(value.get()).unwrap_or_else(|| value.get().to_owned())
    };
    value.get() == other.get() || compact(value) == compact(other)
}
