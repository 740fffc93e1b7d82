//! The changes between two values of a structured type, as a patch.
//!
//! OData Protocol 4.01, section 11.4.3.

use std::collections::HashSet;

use super::original::{Original, merged_items};
use super::partners::UnclearItems;
use super::unknown_object::UnknownObject;
use super::untyped_changes;
use crate::description::MemberPlace;
use crate::description::control_information::{self, is_advertised_operation, is_sent_by_requests};
use crate::description::input::DynamicMembers;
use crate::description::view::{ItemViews, Object, View, derived_type};
use crate::patch::PatchDocument;
use crate::value;

/// The document that turns `before` into `after`, which are of the same type. If the object is
/// known as it came, the items of its collections keep what the model does not know.
pub(crate) fn changes(
    after: &dyn Object,
    before: &dyn Object,
    original: Option<&Original<'_>>,
) -> PatchDocument {
    let mut patch = PatchDocument::new(after.description());
    patch.set_derived_type(derived_type(after));
    write_changes(after, before, original, &mut patch);
    write_annotations(after, before, &mut patch);
    patch
}

/// Records the changes of a part of an object.
fn write_changes(
    after: &dyn Object,
    before: &dyn Object,
    original: Option<&Original<'_>>,
    patch: &mut PatchDocument,
) {
    if let (Some(after), Some(before)) = (after.base(), before.base()) {
        write_changes(after, before, original, patch);
    }
    let of = after.description();
    for (index, member) in of.members().iter().enumerate() {
        if member.is_writable() {
            let place = MemberPlace { of, index };
            let text = original.and_then(|original| original.get(member.name()));
            write_change(place, after, before, text, patch);
        }
    }
    if let (Some(after), Some(before)) = (after.dynamic(), before.dynamic()) {
        write_dynamic_changes(after, before, original, patch);
    }
}

/// Records the annotations that changed, and those of properties that are sent.
fn write_annotations(after: &dyn Object, before: &dyn Object, patch: &mut PatchDocument) {
    if let (Some(after), Some(before)) = (after.base(), before.base()) {
        write_annotations(after, before, patch);
    }
    let of = after.description();
    for (index, member) in of.members().iter().enumerate() {
        if !member.is_annotation() || !control_information::is_sent(member.name()) {
            continue;
        }
        let access = member.access();
        let (field, other) = (after.member(index), before.member(index));
        let value = (access.view)(field);
        let is_of_sent = || {
            let target = member.name().split('@').next().unwrap_or_default();
            patch.get(target).is_some()
        };
        if !value.is_left_out() && (!(access.is_same)(field, other) || is_of_sent()) {
            let place = MemberPlace { of, index };
            patch.set_member(place, &value);
        }
    }
}

fn write_change(
    place: MemberPlace,
    after: &dyn Object,
    before: &dyn Object,
    text: Option<&str>,
    patch: &mut PatchDocument,
) {
    let member = place.member();
    let (field, other) = (after.member(place.index), before.member(place.index));
    let access = member.access();
    match ((access.view)(field), (access.view)(other)) {
        (View::Absent, _) | (View::None, View::None) | (View::Null, View::Null) => {}
        (View::Null, _) => patch.clear_member(place),
        (View::None, before) => {
            if member.is_nullable() {
                patch.clear_member(place);
            } else if matches!(before, View::Items(items) if items.count() > 0) {
                // A collection that cannot be null is empty if it is absent.
                patch.set_member(place, &View::Json("[]".into()));
            }
        }
        _ if (access.is_same)(field, other) => {}
        (value, before) => match merged(&value, &before, text) {
            Merged::Same => {}
            Merged::Lossy(name) => patch.refuse(member.name(), &loses_members(&name)),
            Merged::Unclear => patch.refuse(member.name(), UNCLEAR),
            Merged::Object(changes) => patch.merge_member(place, &changes),
            Merged::Json(changes) => patch.set_member(place, &View::Json(changes.into())),
            Merged::Whole => patch.set_member(place, &value),
        },
    }
}

/// The reason that a collection is not sent.
const UNCLEAR: &str = "items were added or removed, and others changed, so it is not clear which item came with the members that \
                       the model does not know; mark a key with `#[graph(key)]`, or send the changes one by one";

/// The reason that a collection is not sent.
fn loses_members(derived_type: &str) -> String {
    format!(
        "an item is of the type `{derived_type}`, which the model does not know, and would lose members; \
         read the entity as a `Tracked` one, or make the items a union"
    )
}

/// The changes of a value, as a service merges them with the value that it has.
enum Merged {
    /// Nothing changed.
    Same,
    /// Members of an object changed.
    Object(PatchDocument),
    /// Members of an object without a description changed.
    Json(String),
    /// The value replaces the one before.
    Whole,
    /// The value would replace the one before, and lose members of this derived type.
    Lossy(String),
    /// The items came with members that the model does not know, and several of them could have
    /// become the same item.
    Unclear,
}

fn merged(after: &View<'_>, before: &View<'_>, text: Option<&str>) -> Merged {
    if let (Some(object), Some(other)) = (after.object(), before.object()) {
        let is_derived = matches!(after, View::Derived(_));
        if object.description() != other.description() {
            let mut whole = replacement(object, other);
            whole.require_tag(is_derived);
            let json = serde_json::to_string(&whole);
            return json.map_or(Merged::Whole, Merged::Json);
        }
        let original = text.and_then(Original::of);
        let mut changes = changes(object, other, original.as_ref());
        changes.require_tag(is_derived);
        return if changes.is_empty() {
            Merged::Same
        } else {
            Merged::Object(changes)
        };
    }
    match (after, before) {
        (View::Untyped(after), View::Untyped(before)) => of_untyped(untyped_changes::of_members(
            after.members(),
            before.members(),
        )),
        (View::Items(after), View::Items(before)) => {
            let merged = match text.map(|text| merged_items(*after, *before, text)) {
                Some(Err(UnclearItems)) => return Merged::Unclear,
                merged => merged.and_then(|merged| merged.ok().flatten()),
            };
            match (merged, unknown_type(*after)) {
                (Some(items), _) => Merged::Json(items),
                (None, Some(name)) => Merged::Lossy(name),
                (None, None) => Merged::Whole,
            }
        }
        _ => match (json_of(after), json_of(before)) {
            (Some(after), Some(before)) => of_untyped(untyped_changes::of_text(after, before)),
            _ => Merged::Whole,
        },
    }
}

/// The derived type of an item that the model does not know. Such an item holds only the members of
/// its base.
fn unknown_type(items: &dyn ItemViews) -> Option<String> {
    (0..items.count()).find_map(|position| {
        let item = items.item(position).object()?;
        let is_closed = !item.description().keeps_dynamic();
        item.derived_type().filter(|_| is_closed).map(str::to_owned)
    })
}

fn of_untyped(changes: Option<UnknownObject>) -> Merged {
    match changes {
        None => Merged::Whole,
        Some(changes) if changes.is_empty() => Merged::Same,
        Some(changes) => serde_json::to_string(&changes).map_or(Merged::Whole, Merged::Json),
    }
}

/// The text of a value that is JSON without a description.
fn json_of<'v>(value: &'v View<'_>) -> Option<&'v str> {
    match value {
        View::Raw(value) => Some(value.get()),
        View::Json(text) => Some(text),
        _ => None,
    }
}

/// The document for an object in place of one of another type: all of its members, and null for
/// those of the other object that it has lost.
fn replacement(after: &dyn Object, before: &dyn Object) -> PatchDocument {
    let mut patch = PatchDocument::new(after.description());
    patch.set_derived_type(derived_type(after));
    write_whole(after, before, &mut patch);
    patch
}

fn write_whole(after: &dyn Object, before: &dyn Object, patch: &mut PatchDocument) {
    if let Some(base) = after.base() {
        write_whole(base, before, patch);
    }
    let of = after.description();
    for (index, member) in of.members().iter().enumerate() {
        let place = MemberPlace { of, index };
        let value = (member.access().view)(after.member(index));
        if !value.is_left_out() {
            patch.set_member(place, &value);
        } else if member.is_writable() && member.is_nullable() && has_value(before, member.name()) {
            patch.clear_member(place);
        }
    }
    if let Some(members) = after.dynamic() {
        for (name, value) in members.views() {
            set_dynamic(patch, name, &value);
        }
    }
}

/// Whether an object has a value in the member with this name.
fn has_value(object: &dyn Object, name: &str) -> bool {
    let mut members = object.description().members().iter();
    match members.position(|member| member.name() == name) {
        Some(index) => {
            let access = object.description().members()[index].access();
            !(access.view)(object.member(index)).is_left_out()
        }
        None => object.base().is_some_and(|base| has_value(base, name)),
    }
}

/// Records the changes of dynamic properties, with the annotations of those that changed. A removed
/// property is recorded as null.
fn write_dynamic_changes(
    after: &dyn DynamicMembers,
    before: &dyn DynamicMembers,
    original: Option<&Original<'_>>,
    patch: &mut PatchDocument,
) {
    let mut changed = HashSet::new();
    for (name, value) in after.views() {
        let old = before.view(name);
        if old
            .as_ref()
            .is_some_and(|old| value::is_same_json(&value, old))
        {
            continue;
        }
        let text = original.and_then(|original| original.get(name));
        match old.map_or(Merged::Whole, |old| merged(&value, &old, text)) {
            Merged::Same => continue,
            Merged::Lossy(derived_type) => patch.refuse(name, &loses_members(&derived_type)),
            Merged::Unclear => patch.refuse(name, UNCLEAR),
            Merged::Object(changes) => patch.set_dynamic(name, |json| changes.write_json(json)),
            Merged::Json(changes) => set_dynamic(patch, name, &View::Json(changes.into())),
            Merged::Whole => set_dynamic(patch, name, &value),
        }
        changed.insert(name);
    }
    for (name, value) in after.views() {
        let is_of_changed = || changed.contains(name.split('@').next().unwrap_or_default());
        if name.contains('@') && !changed.contains(name) && is_of_changed() {
            set_dynamic(patch, name, &value);
        }
    }
    for (name, _) in before.views() {
        let is_annotation = control_information::target(name)
            .is_some_and(|target| target.is_empty() || before.view(target).is_some());
        let is_property = !is_annotation && !is_advertised_operation(name);
        if is_property && after.view(name).is_none() {
            patch.clear_dynamic(name);
        }
    }
}

/// Sets a dynamic property, or an annotation that a request may send.
fn set_dynamic(patch: &mut PatchDocument, name: &str, value: &View<'_>) {
    if is_sent_by_requests(name) {
        patch.set_dynamic(name, |json| value::write_json(value, json));
    }
}
