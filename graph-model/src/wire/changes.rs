//! The changes between two values of a structured type, as a patch.
//!
//! OData Protocol 4.01, section 11.4.3.

use serde::Serializer;

use crate::description::input::DynamicMembers;
use crate::description::tag::TAG;
use crate::description::view::Object;
use crate::description::view::{UntypedMembers, View};
use crate::description::{MemberPlace, PropertyDescription};
use crate::patch::PatchDocument;
use crate::value;

/// The document that turns `before` into `after`, which are of the same type.
pub(crate) fn changes(after: &dyn Object, before: &dyn Object) -> PatchDocument {
    let mut patch = PatchDocument::new(after.description());
    patch.set_derived_type(after.derived_type());
    write_changes(after, before, 0, &mut patch);
    patch
}

/// Records the changes of a part of an object, this many steps from the whole.
fn write_changes(
    after: &dyn Object,
    before: &dyn Object,
    distance: usize,
    patch: &mut PatchDocument,
) {
    if let (Some(after), Some(before)) = (after.base(), before.base()) {
        write_changes(after, before, distance + 1, patch);
    }
    let of = after.description();
    for (index, member) in of.members().iter().enumerate() {
        if member.is_writable() {
            let place = MemberPlace {
                of,
                distance,
                index,
            };
            write_change(member, place, after, before, patch);
        }
    }
    if let (Some(after), Some(before)) = (after.dynamic(), before.dynamic()) {
        write_dynamic_changes(after, before, patch);
    }
}

fn write_change(
    member: &PropertyDescription,
    place: MemberPlace,
    after: &dyn Object,
    before: &dyn Object,
    patch: &mut PatchDocument,
) {
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
        (View::Object(after), View::Object(before))
            if after.description() == before.description() =>
        {
            patch.merge_member(place, &changes(after, before));
        }
        (View::Untyped(after), View::Untyped(before)) if after.get(TAG) == before.get(TAG) => {
            if let Some(changes) = untyped_changes(after, before) {
                patch.set_member(place, &View::Json(changes.into()));
            }
        }
        (value, _) => {
            if !(access.is_same)(field, other) {
                patch.set_member(place, &value);
            }
        }
    }
}

/// Returns an object with the members that changed, and null for those that are gone. The service
/// merges an object with the one that it has.
fn untyped_changes(after: &dyn UntypedMembers, before: &dyn UntypedMembers) -> Option<String> {
    let changed = after
        .members()
        .filter(|&(name, value)| name == TAG || before.get(name) != Some(value.get()))
        .map(|(name, value)| (name, Some(value)));
    let removed = before
        .members()
        .filter(|&(name, _)| after.get(name).is_none())
        .map(|(name, _)| (name, None));
    let members: Vec<_> = changed.chain(removed).collect();
    if members.iter().all(|&(name, _)| name == TAG) {
        return None;
    }
    let mut json = Vec::new();
    serde_json::Serializer::new(&mut json)
        .collect_map(members)
        .ok()?;
    String::from_utf8(json).ok()
}

/// Records the changes of dynamic properties. A changed one is recorded whole, and a removed one as
/// null.
fn write_dynamic_changes(
    after: &dyn DynamicMembers,
    before: &dyn DynamicMembers,
    patch: &mut PatchDocument,
) {
    for (name, value) in after.views() {
        let is_same = |before| value::is_same_json(&value, &before);
        if !before.view(name).is_some_and(is_same) {
            patch.set_dynamic(name, |json| value::write_json(&value, json));
        }
    }
    for (name, _) in before.views() {
        if after.view(name).is_none() {
            patch.clear_dynamic(name);
        }
    }
}
