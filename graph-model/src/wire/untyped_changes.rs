//! The changes between two JSON objects without a description, for a service that merges.
//!
//! OData Protocol 4.01, section 11.4.3: a service merges the object that it receives with the one
//! that it has, so a member that is gone is sent as null.

use std::collections::{HashMap, HashSet};

use serde_json::value::RawValue;

use super::unknown_object::UnknownObject;
use crate::description::control_information::{is_advertised_operation, tag_named, target};
use crate::edm::RawJson;
use crate::json;

/// The depth up to which objects are compared member by member. Of a deeper one, only the members at
/// the top are compared, because each level is read again.
const LEVELS: usize = 128;

/// The changes of an object, or `None` if the two cannot be merged: one of them is not an object,
/// or they are of different types. An object without members means that nothing changed.
pub(super) fn of_text(after: &str, before: &str) -> Option<UnknownObject> {
    of_objects(after, before, levels(after))
}

fn levels(after: &str) -> usize {
    if json::depth(after) > LEVELS {
        1
    } else {
        LEVELS
    }
}

/// The changes of the members of an object.
pub(super) fn of_members<'a, 'b>(
    after: impl Iterator<Item = (&'a str, &'a RawValue)>,
    before: impl Iterator<Item = (&'b str, &'b RawValue)>,
) -> Option<UnknownObject> {
    of(
        &after.collect::<Vec<_>>(),
        &before.collect::<Vec<_>>(),
        LEVELS,
    )
}

fn of_objects(after: &str, before: &str, levels: usize) -> Option<UnknownObject> {
    if levels == 0 || !after.starts_with('{') || !before.starts_with('{') {
        return None;
    }
    let after: UnknownObject = serde_json::from_str(after).ok()?;
    let before: UnknownObject = serde_json::from_str(before).ok()?;
    let members = |object: &UnknownObject| -> Vec<(String, Box<RawValue>)> {
        let members = object.members();
        members
            .map(|(name, value)| (name.to_owned(), value.as_raw().to_owned()))
            .collect()
    };
    let (after, before) = (members(&after), members(&before));
    of(&borrowed(&after), &borrowed(&before), levels)
}

fn borrowed(members: &[(String, Box<RawValue>)]) -> Vec<(&str, &RawValue)> {
    let members = members.iter();
    members
        .map(|(name, value)| (name.as_str(), &**value))
        .collect()
}

type Members<'m> = [(&'m str, &'m RawValue)];

fn of(after: &Members<'_>, before: &Members<'_>, levels: usize) -> Option<UnknownObject> {
    let old: HashMap<&str, &RawValue> = before.iter().copied().collect();
    let names: HashSet<&str> = after.iter().map(|(name, _)| *name).collect();
    let is_unchanged =
        |name: &str, value: &RawValue| old.get(name).is_some_and(|old| is_same(value, old));
    let tag = after.iter().find(|(name, _)| tag_named(name).is_some());
    let is_of_other_type = tag.is_some_and(|(name, value)| !is_unchanged(name, value))
        || before
            .iter()
            .any(|(name, _)| tag_named(name).is_some() && !names.contains(name));
    if is_of_other_type {
        // The other type may not know the members that are gone, so null could be refused.
        return None;
    }
    let mut changed = HashSet::new();
    let mut changes = Vec::new();
    for (name, value) in after {
        if is_unchanged(name, value) || tag_named(name).is_some() || is_operation(name, value) {
            continue;
        }
        let old = old.get(name);
        let merged = old.and_then(|old| of_objects(value.get(), old.get(), levels - 1));
        let json = match &merged {
            Some(changes) if changes.is_empty() => continue,
            Some(changes) => RawJson::new(changes),
            None => value.get().parse(),
        };
        changed.insert(*name);
        changes.push(((*name).to_owned(), json.ok()?));
    }
    for (name, value) in after {
        let is_of_changed = target(name).is_some_and(|target| changed.contains(target));
        if is_of_changed && !changed.contains(name) {
            let place = changes
                .iter()
                .position(|(other, _)| Some(other.as_str()) == target(name));
            changes.insert(
                place.unwrap_or_default(),
                ((*name).to_owned(), value.get().parse().ok()?),
            );
        }
    }
    for (name, value) in before {
        let is_annotation =
            target(name).is_some_and(|target| target.is_empty() || old.contains_key(target));
        let is_member = !is_annotation && !is_operation(name, value);
        if is_member && !names.contains(name) {
            changes.push(((*name).to_owned(), RawJson::new(&()).ok()?));
        }
    }
    if let (Some((name, value)), true) = (tag, !changes.is_empty()) {
        changes.insert(0, ((*name).to_owned(), value.get().parse().ok()?));
    }
    Some(UnknownObject::of_members(changes))
}

/// Whether a member is an operation that a response advertises, rather than one whose name happens
/// to start like one.
fn is_operation(name: &str, value: &RawValue) -> bool {
    is_advertised_operation(name) && value.get().starts_with(['{', '['])
}

/// Whether two values have the same JSON, apart from spaces.
fn is_same(value: &RawValue, other: &RawValue) -> bool {
    let compact = |value: &RawValue| {
        json::without_spaces(value.get()).unwrap_or_else(|| value.get().to_owned())
    };
    value.get() == other.get() || compact(value) == compact(other)
}
