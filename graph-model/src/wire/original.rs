//! An object as a service sent it: a changed value is written into it, so that what the model does
//! not know survives.
//!
//! A service replaces a collection as a whole (OData Protocol 4.01, section 11.4.3). An item that
//! did not change is therefore sent again as it came, and a changed item is merged into the one
//! that it was.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::value::RawValue;

use super::partners::{Partner, Partners, UnclearItems, is_same_type, json_of, parts};
use crate::description::control_information::{is_advertised_operation, other_spelling, tag_named};
use crate::description::tag::{is_name_of, type_name};
use crate::description::view::{ItemViews, Object, View};
use crate::description::{MemberPlace, TypeDescription};
use crate::json;
use crate::value;

/// The members of an object in the order in which they came.
pub(crate) struct Original<'t> {
    members: Vec<(String, &'t RawValue)>,
    positions: HashMap<String, usize>,
}

impl<'t> Original<'t> {
    /// Reads the members, or returns `None` if the text is not an object.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        json::from_text(text).ok()
    }

    /// Whether there is a member that a type does not declare, or the tag of another type.
    fn has_unknown(&self, of: &'static TypeDescription) -> bool {
        self.members
            .iter()
            .any(|(name, value)| match tag_named(name) {
                Some(_) => {
                    let tag: Option<String> = serde_json::from_str(value.get()).ok();
                    !tag.is_some_and(|tag| is_name_of(type_name(&tag), of))
                }
                None => of.find_member(name).is_none() && !is_advertised_operation(name),
            })
    }

    /// The text of the member with this name, in either spelling of an annotation.
    pub(crate) fn get(&self, name: &str) -> Option<&'t str> {
        let spelled = |name: &str| {
            let position = *self.positions.get(name)?;
            Some(self.members.get(position)?.1.get())
        };
        spelled(name).or_else(|| spelled(&other_spelling(name)?))
    }
}

impl<'de> Deserialize<'de> for Original<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Original<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                let names = members.iter().map(|(name, _): &(String, _)| name.clone());
                let positions = names.zip(0..).collect();
                Ok(Original { members, positions })
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// The object as it came, with the changes of the value written into it.
pub(crate) fn merged_object(after: &dyn Object, before: &dyn Object, text: &str) -> Option<String> {
    let original = Original::of(text)?;
    merge_members(after, before, &original)
}

/// A collection in which each item that the model knows from before keeps what it came with. It is
/// `None` if the text is not that of the collection.
pub(super) fn merged_items(
    after: &dyn ItemViews,
    before: &dyn ItemViews,
    text: &str,
) -> Result<Option<String>, UnclearItems> {
    let Some(originals) = originals(before, text) else {
        return Ok(None);
    };
    let has_unknown = |position: usize| {
        let original = originals.get(position).copied().and_then(Original::of);
        match (before.item(position).object(), original) {
            (Some(object), Some(original)) => original.has_unknown(object.description()),
            _ => false,
        }
    };
    let partners = Partners::find(after, before, &has_unknown)?;
    Ok(merge_items(after, before, &originals, &partners))
}

fn merge_value(after: &View<'_>, before: &View<'_>, text: &str) -> Option<String> {
    let merged = match (after.object(), before.object(), after, before) {
        (Some(after), Some(before), ..) if is_same_type(after, before) => {
            let original = Original::of(text);
            original.and_then(|original| merge_members(after, before, &original))
        }
        (_, _, View::Items(after), View::Items(before)) => {
            merged_items(*after, *before, text).ok().flatten()
        }
        _ => None,
    };
    merged.or_else(|| json_of(after))
}

fn merge_members<'o>(
    after: &'o dyn Object,
    before: &'o dyn Object,
    original: &Original<'_>,
) -> Option<String> {
    let of = after.description();
    let after_parts: Vec<_> = parts(after).collect();
    let before_parts: Vec<_> = parts(before).collect();
    let mut members: Vec<(&str, String)> = Vec::new();
    let mut written = HashSet::new();
    let mut removed = HashSet::new();
    for (name, raw) in &original.members {
        let raw = raw.get();
        if is_advertised_operation(name) {
            continue;
        }
        let place = of.find_member(name).filter(|_| tag_named(name).is_none());
        let value_in = |parts: &[&'o dyn Object]| match place {
            Some(place) => {
                let field = parts.get(of.distance_to(place))?.member(place.index);
                Some((place.member().access().view)(field))
            }
            None => parts.iter().find_map(|part| part.dynamic()?.view(name)),
        };
        written.extend(place.map(MemberPlace::number));
        match (value_in(&after_parts), value_in(&before_parts)) {
            (Some(value), Some(old)) if value.is_left_out() && !old.is_left_out() => {
                removed.insert(name.as_str());
            }
            (Some(value), Some(old)) if !value::is_same_json(&value, &old) => {
                members.push((name, merge_value(&value, &old, raw)?));
            }
            (None, Some(_)) => {
                removed.insert(name.as_str());
            }
            _ => members.push((name, raw.to_owned())),
        }
    }
    members.retain(|(name, _)| {
        let target = name.split_once('@').map(|(target, _)| target);
        !target.is_some_and(|target| removed.contains(target))
    });
    let names: HashSet<&str> = original
        .members
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    for (part, old) in after_parts.iter().zip(&before_parts).rev() {
        let description = part.description();
        for (index, member) in description.members().iter().enumerate() {
            let (field, other) = (part.member(index), old.member(index));
            let value = (member.access().view)(field);
            let is_new = !written.contains(&(description.first_number() + index));
            if is_new && !value.is_left_out() && !(member.access().is_same)(field, other) {
                members.push((member.name(), json_of(&value)?));
            }
        }
        for (name, value) in part
            .dynamic()
            .map(|members| members.views())
            .unwrap_or_default()
        {
            if !names.contains(name) && tag_named(name).is_none() {
                members.push((name, json_of(&value)?));
            }
        }
    }
    written_object(&members)
}

fn written_object(members: &[(&str, String)]) -> Option<String> {
    let mut json = Vec::new();
    let members: Option<Vec<_>> = members
        .iter()
        .map(|(name, value)| Some((name, serde_json::from_str::<&RawValue>(value).ok()?)))
        .collect();
    serde_json::Serializer::new(&mut json)
        .collect_map(members?)
        .ok()?;
    String::from_utf8(json).ok()
}

fn merge_items(
    after: &dyn ItemViews,
    before: &dyn ItemViews,
    originals: &[&str],
    partners: &Partners,
) -> Option<String> {
    let items = partners.iter().enumerate().map(|(position, partner)| {
        let item = after.item(position);
        let text = match *partner {
            Partner::Same(other) => without_operations(originals.get(other)?),
            Partner::Changed(other) => {
                merge_value(&item, &before.item(other), originals.get(other)?)?
            }
            Partner::None => json_of(&item)?,
        };
        RawValue::from_string(text).ok()
    });
    let items: Option<Vec<_>> = items.collect();
    serde_json::to_string(&items?).ok()
}

/// The text of each item. Null is not an item if the model has left it out.
fn originals<'t>(before: &dyn ItemViews, text: &'t str) -> Option<Vec<&'t str>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let all: Vec<&str> = items.into_iter().map(RawValue::get).collect();
    if all.len() == before.count() {
        return Some(all);
    }
    let some: Vec<&str> = all.into_iter().filter(|item| *item != "null").collect();
    (some.len() == before.count()).then_some(some)
}

/// An object without the operations that a response advertises, which no request sends.
fn without_operations(text: &str) -> String {
    let kept = || {
        let original = Original::of(text)?;
        if !original
            .members
            .iter()
            .any(|(name, _)| is_advertised_operation(name))
        {
            return None;
        }
        let members = original.members.iter();
        let members = members.filter(|(name, _)| !is_advertised_operation(name));
        let members: Vec<_> = members
            .map(|(name, value)| (name.as_str(), value.get().to_owned()))
            .collect();
        written_object(&members)
    };
    if text.contains("\"#") { kept() } else { None }.unwrap_or_else(|| text.to_owned())
}
